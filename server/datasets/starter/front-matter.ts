import { LineError } from "./line-error";

/** One `key: value` of a front matter block; `[a, b]` is a list. `line` is 1-based in the file. */
type FrontMatterField = { value: string | string[]; line: number };

/** What stands above a Markdown file's text, and the text. */
type FrontMatter = {
  fields: Map<string, FrontMatterField>;
  /** Line of the closing `---`, where a missing key would have had to stand at the latest. */
  endLine: number;
  body: string;
};

/**
 * Splits a Markdown file into its front matter, between two lines of `---`, and its text. Only plain text and
 * one-line lists are understood, which is all that our own files need: no YAML parser to ship.
 *
 * @throws LineError naming the line.
 */
export function parseFrontMatter(source: string): FrontMatter {
  const lines = source.split(/\r?\n/);
  if (lines[0]?.trim() !== "---") throw new LineError(1, "the file must begin with a line of ---");
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === "---");
  if (end < 0) throw new LineError(lines.length, "the front matter is not closed by a line of ---");

  const fields = new Map<string, FrontMatterField>();
  for (const [index, text] of lines.slice(1, end).entries()) {
    const line = index + 2;
    if (text.trim() === "") continue;
    const match = /^([a-z_]+):(.*)$/.exec(text);
    const [, key, rest] = match ?? [];
    if (key === undefined || rest === undefined) {
      throw new LineError(line, `expected "key: value", found "${text}"`);
    }
    if (fields.has(key)) throw new LineError(line, `"${key}" is given twice`);
    fields.set(key, { value: parseValue(rest.trim()), line });
  }
  const body = lines.slice(end + 1).join("\n");
  return { fields, endLine: end + 1, body: body.trim() };
}

function parseValue(text: string): string | string[] {
  if (!text.startsWith("[") || !text.endsWith("]")) return text;
  const items = text.slice(1, -1).split(",");
  return items.map((item) => item.trim()).filter((item) => item !== "");
}
