import { createVerifier } from "../index";
import { describeAttacks } from "./attack-suite";

describeAttacks("wasm", 1, () => createVerifier({ workers: 2, provider: "wasm" }));
