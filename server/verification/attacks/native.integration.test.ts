import { createVerifier } from "../index";
import { describeAttacks } from "./attack-suite";

describeAttacks("native", 3, () => createVerifier({ workers: 2, provider: "native" }));
