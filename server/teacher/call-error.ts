import { AppError, type ErrorCode } from "#server/core/errors";

export const callFaults = [
  /** The address may not be connected to, does not resolve, or sends elsewhere. */
  "address",
  /** The key is missing, wrong, or not good for this model. */
  "unauthorized",
  /** There is no such model or path. */
  "not-found",
  /** The server takes no such request. */
  "refused",
  "busy",
  "server",
  "connection",
  "timeout",
] as const;
export type CallFault = (typeof callFaults)[number];

const passing: ReadonlySet<CallFault> = new Set(["busy", "server", "connection", "timeout"]);
const hopeless: ReadonlySet<CallFault> = new Set(["address", "unauthorized", "not-found"]);

const codes: Partial<Record<CallFault, ErrorCode>> = {
  address: "invalid-input",
  unauthorized: "unauthorized",
  "not-found": "not-found",
  refused: "invalid-input",
};

/** A call to a model that brought no reply. */
export class CallError extends AppError {
  readonly fault: CallFault;
  /** How long the server asks to be left alone; null when it does not say. */
  readonly retryAfterMs: number | null;
  /**
   * Whether the server may have read the prompt, and so may charge for it: the whole request went out, and no answer says
   * that it was turned away.
   */
  readonly mayCost: boolean;

  constructor(
    fault: CallFault,
    message: string,
    options: { retryAfterMs?: number | null; sent?: boolean } = {},
  ) {
    super(codes[fault] ?? "unavailable", message, { retryable: passing.has(fault) });
    this.name = "CallError";
    this.fault = fault;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.mayCost = fault === "server" || options.sent === true;
  }

  /** Whether every other call would fail the same way. */
  get isHopeless(): boolean {
    return hopeless.has(this.fault);
  }
}
