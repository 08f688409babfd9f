import { createVerifier } from "../index";
import { describeConformance } from "./conformance-suite";

describeConformance("native", () => createVerifier({ workers: 2, provider: "native" }));
