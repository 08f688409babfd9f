import type { PyValue } from "./value";

/**
 * The text that Python's `repr` gives for a value. Texts made here are the only form in which a tested program's values
 * reach a judge's sandbox: whatever the program sent has been parsed and written anew.
 */
export function formatValue(value: PyValue): string {
  switch (value.kind) {
    case "none":
      return "None";
    case "ellipsis":
      return "Ellipsis";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return formatInt(value.value);
    case "float":
      return formatFloat(value.value);
    case "complex":
      return formatComplex(value.real, value.imag);
    case "str":
      return formatString(value.value);
    case "bytes": {
      const text = formatBytes(value.value);
      return value.mutable ? `bytearray(${text})` : text;
    }
    case "list":
      return `[${formatAll(value.items)}]`;
    case "tuple":
      return value.items.length === 1 ? `(${formatAll(value.items)},)` : `(${formatAll(value.items)})`;
    case "set": {
      const items = value.items.length === 0 ? "" : `{${formatAll(value.items)}}`;
      if (value.frozen) return `frozenset(${items})`;
      return items === "" ? "set()" : items;
    }
    case "dict":
      return `{${value.entries.map(([key, item]) => `${formatValue(key)}: ${formatValue(item)}`).join(", ")}}`;
    case "object":
      return `${value.type}(${formatAll(value.args)})`;
    case "opaque":
      return value.text;
  }
}

function formatAll(items: PyValue[]): string {
  return items.map(formatValue).join(", ");
}

/** Beyond Python's default limit of 4,300 decimal digits a number is written in hexadecimal, as the harness does. */
function formatInt(value: bigint): string {
  const hex = value.toString(16);
  if (hex.length <= 1000) return value.toString();
  return hex.startsWith("-") ? `-0x${hex.slice(1)}` : `0x${hex}`;
}

export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  // Python switches to the scientific form below 1e-4 and from 1e16 on.
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    const digits = String(Math.abs(exponent)).padStart(2, "0");
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  if (exponent < 0) return value.toFixed(Math.min(100, (mantissa.split(".")[1]?.length ?? 0) - exponent));
  const plain = String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

function formatComplex(real: number, imag: number): string {
  const part = (value: number): string => formatFloat(value).replace(/\.0$/, "");
  if (real === 0 && !Object.is(real, -0)) return `${part(imag)}j`;
  const sign = imag < 0 || Object.is(imag, -0) ? "" : "+";
  return `(${part(real)}${sign}${part(imag)}j)`;
}

const namedEscapes: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

function quoteFor(text: string): string {
  return text.includes("'") && !text.includes('"') ? '"' : "'";
}

function formatString(text: string): string {
  const quote = quoteFor(text);
  let out = quote;
  for (const char of text) {
    const named = namedEscapes[char];
    if (named !== undefined) out += named;
    else if (char === quote) out += `\\${quote}`;
    else if (char >= " " && char <= "~") out += char;
    else if (/[\p{C}\p{Z}]/u.test(char)) out += escapeCode(char.codePointAt(0) ?? 0);
    else out += char;
  }
  return out + quote;
}

function escapeCode(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

function formatBytes(bytes: string): string {
  const quote = quoteFor(bytes);
  let out = `b${quote}`;
  for (const char of bytes) {
    const named = namedEscapes[char];
    if (named !== undefined) out += named;
    else if (char === quote) out += `\\${quote}`;
    else if (char >= " " && char <= "~") out += char;
    else out += escapeCode(char.charCodeAt(0));
  }
  return out + quote;
}
