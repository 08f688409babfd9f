/** Share of the mutants that the tests catch, "92 %". All of them is "100 %", and nothing less is. */
export function strengthText(killed: number, killable: number): string {
  return killable === 0 ? "–" : `${Math.floor((100 * killed) / killable)} %`;
}
