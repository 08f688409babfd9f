import { listOperators } from "#server/mutation/index";
import type { OperatorInfo } from "#server/mutation/schema";
import { describeLlmOperator } from "#server/teacher/schema";

let listed: OperatorInfo[] | undefined;

/** Every operator; made once, because each example is made by running it. */
export function operators(): OperatorInfo[] {
  listed ??= listOperators();
  return listed;
}

/** An operator's or a model's sentence for people, null for one that is not known any more. */
export function describeOperator(id: string): string | null {
  return operators().find((operator) => operator.id === id)?.summary ?? describeLlmOperator(id);
}
