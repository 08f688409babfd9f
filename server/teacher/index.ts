/** The LLM teacher: statements in, what a model proposes for them out. */
export { CallError } from "./call-error";
export { createTeacher, type Teacher, testTeacher } from "./client";
export { costOf, estimateTokens } from "./pricing";
export { type ReadReply, readProposals } from "./read-proposals";
export { currentPrompt, digestOf, messagesFor } from "./request";
