import type { Limits } from "../schema";
import type { ChildJob } from "./provider";

/**
 * A job in the harness's form (fields.py): the number of fields, then each one's length and its UTF-8 bytes. The first
 * field names the job, the second is its output limit in bytes.
 */
export function packJob(job: ChildJob, limits: Limits): Buffer {
  const [kind, ...rest] = fieldsOf(job);
  return packFields([kind, String(Math.ceil(limits.outputKb * 1024)), ...rest]);
}

function fieldsOf(job: ChildJob): [string, ...string[]] {
  switch (job.kind) {
    case "program":
      return ["program", job.cover, job.source, job.setup, ...job.calls];
    case "proxied": {
      const calls = job.calls.flatMap((call) => [call.arguments, call.keywords]);
      return ["proxied", job.cover, job.source, job.setup, job.function, ...calls];
    }
    case "script":
      return ["script", job.cover, job.source, job.stdin];
    case "trace": {
      const { maxSteps, source, setup, entry } = job;
      const rest =
        "calls" in entry ? ["calls", source, setup, ...entry.calls] : ["script", source, setup, entry.stdin];
      return ["trace", String(maxSteps), ...rest];
    }
    case "checks": {
      const checks = job.checks.flatMap(({ imports, expression, values }) => [
        imports,
        expression,
        String(values.length),
        ...values,
      ]);
      return ["checks", ...checks];
    }
    case "candidate": {
      const known = job.known.flatMap((call) => [
        call.arguments,
        call.keywords,
        ...("value" in call ? ["value", call.value] : [call.error, call.message]),
      ]);
      return ["candidate", job.check, ...known];
    }
  }
}

export function packFields(fields: string[]): Buffer {
  const sizes = fields.map((field) => Buffer.byteLength(field));
  const buffer = Buffer.allocUnsafe(4 + sizes.reduce((total, size) => total + 4 + size, 0));
  let at = buffer.writeUInt32LE(fields.length, 0);
  for (const [index, field] of fields.entries()) {
    at = buffer.writeUInt32LE(sizes[index] ?? 0, at);
    at += buffer.write(field, at);
  }
  return buffer;
}

/**
 * The lists of fields that a child wrote, one after the other. The bytes may be anything: reading stops where they are
 * not what the harness writes.
 */
export function* unpackReports(output: Buffer, maxFields: number): Generator<string[]> {
  let at = 0;
  while (at + 4 <= output.length) {
    const count = output.readUInt32LE(at);
    at += 4;
    if (count === 0 || count > maxFields) return;
    const fields: string[] = [];
    for (let index = 0; index < count; index += 1) {
      if (at + 4 > output.length) return;
      const size = output.readUInt32LE(at);
      at += 4;
      if (at + size > output.length) return;
      fields.push(output.toString("utf8", at, at + size));
      at += size;
    }
    yield fields;
  }
}
