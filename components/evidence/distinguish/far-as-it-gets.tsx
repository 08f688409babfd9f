import type { DistinguishingView } from "#server/labels/schema";
import { farAsItGets } from "./search-words";

type FarAsItGetsProps = { search: NonNullable<DistinguishingView["search"]>; propagated: boolean };

/** How far the edit gets in the tests and the inputs tried: its line runs, the state differs, the outcome differs. */
export function FarAsItGets({ search, propagated }: FarAsItGetsProps) {
  return (
    <ul aria-label="How far the edit gets" className="mt-1 text-xs">
      {farAsItGets(search, propagated).map(({ is, name, meaning }) => (
        <li key={name} className={is === true ? undefined : "text-muted"}>
          <span aria-hidden="true">{is === null ? "?" : is ? "✓" : "–"}</span> {name}: {meaning}
        </li>
      ))}
    </ul>
  );
}
