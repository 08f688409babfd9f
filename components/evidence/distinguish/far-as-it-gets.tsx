import type { DistinguishingView } from "#server/labels/schema";

type FarAsItGetsProps = { search: NonNullable<DistinguishingView["search"]>; propagated: boolean };

/** How far the edit gets in the tests and the inputs tried: its line runs, the state differs, the outcome differs. */
export function FarAsItGets({ search, propagated }: FarAsItGetsProps) {
  const steps = [
    { name: "reached", is: search.reached, what: "a test or an input runs the label line" },
    { name: "infected", is: search.infected, what: "the program's state then differs from the reference's" },
    { name: "propagated", is: propagated, what: "the difference is seen from outside" },
  ];
  return (
    <ul aria-label="How far the edit gets" className="mt-1 flex flex-wrap gap-x-4 text-xs">
      {steps.map(({ name, is, what }) => (
        <li key={name} title={what} className={is === true ? undefined : "text-muted"}>
          <span aria-hidden="true">{is === null ? "?" : is ? "✓" : "–"}</span>{" "}
          {is === null ? `${name}: not known` : is ? name : `not ${name}`}
        </li>
      ))}
    </ul>
  );
}
