import { Table, Td, Th } from "../ui/table";

/** Something that was left out: its line in the file (null where it has none), its key and why. */
export type Rejection = { line: number | null; key: string | null; reason: string };
const shownAtMost = 500;

/** Rows that were left out: where they stand and why. `more` were left out without being listed. */
export function RejectionTable({ rejections, more = 0 }: { rejections: Rejection[]; more?: number }) {
  const lines = rejections.some((rejection) => rejection.line !== null);
  return (
    <div className="mt-2 max-h-80 overflow-y-auto rounded-md border border-line bg-surface text-ink">
      <Table>
        <thead className="sticky top-0 bg-surface">
          <tr>
            {lines ? (
              <Th numeric className="w-16">
                Line
              </Th>
            ) : null}
            <Th className="w-40">Key</Th>
            <Th>Reason</Th>
          </tr>
        </thead>
        <tbody>
          {rejections.slice(0, shownAtMost).map((rejection) => (
            <tr key={`${rejection.line} ${rejection.key} ${rejection.reason}`}>
              {lines ? <Td numeric>{rejection.line}</Td> : null}
              <Td className="font-mono text-xs">{rejection.key ?? "–"}</Td>
              <Td className="break-words py-1.5">{rejection.reason}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rejections.length > shownAtMost || more > 0 ? (
        <p className="px-4 py-2 text-faint text-xs">
          The first {Math.min(shownAtMost, rejections.length)} of {rejections.length + more} are shown.
        </p>
      ) : null}
    </div>
  );
}
