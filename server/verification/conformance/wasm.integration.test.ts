import { createVerifier } from "../index";
import { describeConformance } from "./conformance-suite";

describeConformance("wasm", () => createVerifier({ workers: 2, provider: "wasm" }));
