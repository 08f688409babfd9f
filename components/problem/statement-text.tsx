import type { ReactNode } from "react";

export type StatementBlock = { kind: "code" | "text" | "heading"; text: string };

/** A statement's blocks: fenced or indented code, headings, and paragraphs. Nothing else of Markdown is read. */
export function statementBlocks(statement: string): StatementBlock[] {
  const blocks: StatementBlock[] = [];
  let lines: string[] = [];
  let fenced = false;
  const close = (kind: StatementBlock["kind"]) => {
    const text = lines.join("\n").replace(/^\n+/, "").trimEnd();
    if (text !== "") blocks.push({ kind, text });
    lines = [];
  };
  for (const line of statement.replace(/\r\n?/g, "\n").split("\n")) {
    if (/^\s*```/.test(line)) {
      close(fenced ? "code" : "text");
      fenced = !fenced;
    } else if (fenced) lines.push(line);
    else if (/^#{1,6}\s/.test(line)) {
      close("text");
      lines.push(line.replace(/^#+\s*/, ""));
      close("heading");
    } else if (line.trim() === "") close("text");
    else lines.push(line);
  }
  close(fenced ? "code" : "text");
  return blocks;
}

export function StatementText({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-2 text-base">
      {statementBlocks(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a fixed text never move
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: StatementBlock }) {
  if (block.kind === "code") {
    return (
      <pre className="overflow-x-auto rounded-md bg-sunken px-2.5 py-1.5 text-xs leading-5">{block.text}</pre>
    );
  }
  if (block.kind === "heading") return <h3 className="font-medium">{withCode(block.text)}</h3>;
  return <p className="whitespace-pre-line">{withCode(block.text)}</p>;
}

function withCode(text: string): ReactNode[] {
  return text.split(/(`[^`\n]+`)/).map((part, index) =>
    part.length > 2 && part.startsWith("`") ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a fixed text never move
      <code key={index} className="rounded-sm bg-sunken px-1 text-[0.8125rem]">
        {part.slice(1, -1)}
      </code>
    ) : (
      part
    ),
  );
}
