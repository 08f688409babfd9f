import type { Pool } from "pg";

export const programsPerProblem = 20;

/**
 * Fills an empty database with `problems` problems of 20 programs each, shaped as a build leaves them: statements of 60
 * to 90 words of a vocabulary that thins out as a language's does, programs of 15 lines, five tests, a fifth of the
 * mutants surviving. All in SQL, with foreign keys' and append-only triggers asleep, so that a million programs take
 * a few minutes; the triggers that keep sums are awake.
 */
export async function generate(pool: Pool, problems: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; select setseed(0.42)",
    );
    for (const statement of statements)
      await client.query(statement.replaceAll(":problems", String(problems)));
    await client.query("set session_replication_role = default");
    await client.query(stats);
    await client.query("vacuum analyze");
    await client.query("checkpoint");
    // Rows written without waiting for the log are only marked as visible to all by a vacuum after it was flushed.
    await client.query("vacuum analyze");
  } finally {
    client.release(true);
  }
}

const phrases = `
create temp table phrases as
  select p as id, string_agg(w, ' ' order by g) as text
  from generate_series(0, 1999) p, generate_series(1, 8) g,
    lateral (select (random() ^ 3 * 2999)::int + 0 * (p + g) as i) pick,
    lateral (select (array['b','k','d','f','g','l','m','n','p','r','s','t','v','st','tr'])[1 + (i * 7) % 15]
      || (array['a','e','i','o','u'])[1 + (i / 3) % 5] || (array['n','r','l','t','s','m'])[1 + (i / 7) % 6]
      || (array['a','e','i','o'])[1 + (i / 11) % 4] || (array['d','k','p','x','z'])[1 + (i / 13) % 5] as w) word
  group by p`;

const statements = [
  "insert into datasets (name) values ('browse')",
  'insert into environments (digest, detail) values (\'browse\', \'{"provider":"native","interpreter":"cpython"}\')',
  phrases,
  "create unique index on phrases (id)",
  `insert into problems (dataset_id, key, title, statement, entry_point, split, cluster, content_digest)
   select 1, 'p' || i, left(t.text, 60), 'Write a function that returns ' || t.text || ' for a given list of numbers.',
     'solve_' || i, (case when i % 5 = 0 then 'test' else 'train' end)::split, md5(i::text), md5(i::text)
   from generate_series(1, :problems) i
   cross join lateral (
     select string_agg(f.text, ', ') as text
     from (select (random() ^ 2 * 1999)::int + 0 * i as id from generate_series(1, 7 + i % 4)) pick join phrases f using (id)
   ) t`,
  "insert into test_suites select id, 1, '' from problems",
  `insert into test_cases (problem_id, suite_version, ordinal, kind, spec, source)
   select id, 1, o, 'call',
     jsonb_build_object('kind', 'call', 'call', 'solve([1, 2, ' || o || '])', 'expected', '[3, 2, 1]'),
     'assert solve([1, 2, ' || o || ']) == [3, 2, 1]'
   from problems, generate_series(0, 4) o`,
  `insert into programs (id, dataset_id, problem_id, parent_id, origin, source_hash, line_count, operator, intent,
     teacher, label_line, verdict, current_run_id, reason_mask, suspicion)
   overriding system value
   select id, 1, p, case when k > 1 then id - k + 1 end, (case when k = 1 then 'reference' else 'mutant' end)::origin,
     sha256(id::text::bytea), 15, case when k > 1 then 'operator-' || k % 12 end,
     (case when k = 1 then null when k % 4 = 0 then 'refactor' else 'mutate' end)::intent,
     (case when k > 1 then 'symbolic' end)::teacher, case when k > 1 then 1 + k % 14 end,
     (case when k = 1 or r < 0.25 then 'passed' when r < 0.7 then 'wrong-answer' when r < 0.9 then 'runtime-error'
       when r < 0.97 then 'compile-error' when r < 0.99 then 'timeout' when r < 0.9995 then 'crashed'
       else 'memory-limit' end)::verdict,
     id,
     case when k = 1 then 0 when r < 0.2 then 1 when r < 0.25 then 2 when r between 0.97 and 0.99 then 16 else 0 end,
     case when k = 1 then 0 when r < 0.2 then round((0.45 + r) * 20) / 20 when r < 0.25 then 0.25
       when r between 0.97 and 0.99 then 0.2 else 0 end
   from (select p, k, (p - 1) * ${programsPerProblem} + k as id, random() as r
         from generate_series(1, :problems) p, generate_series(1, ${programsPerProblem}) k) x`,
  `insert into sources
   select id, 'def solve(values):' || E'\\n' || '    total_' || id || ' = 0' || E'\\n'
     || repeat('    for value in values:  # ' || md5(id::text) || E'\\n', 12) || '    return total'
   from programs`,
  `insert into edits (program_id, hunks, operator_version, site_line, site_index, site_count, probability, seed)
   select id, array[label_line, label_line + 1, label_line, label_line + 1], 1, label_line, 0, 3, 1, 0
   from programs where origin = 'mutant'`,
  `insert into runs (id, program_id, environment_id, suite_version, verdict, attempts, cpu_us, wall_us, peak_kb,
     cpu_limit_ms, wall_limit_ms, memory_limit_mb)
   overriding system value
   select id, id, 1, 1, verdict, 1, 900, 1200, 9000, 25, 500, 256 from programs`,
  `insert into run_evidence (run_id, outcomes, executed, message)
   select id, (select jsonb_agg(jsonb_build_object('test', t, 'outcome', 'passed', 'value', '[3, 2, 1]'))
               from generate_series(0, 4 + 0 * id) t),
     '\\xff7f', case when verdict <> 'passed' then 'test 2: expected [3, 2, 1], got [2, 1]' end
   from programs`,
  `insert into auto_labels
   select id, rule, array[id], case when origin = 'reference' then array(select generate_series(1, 16)) else array[label_line] end,
     case when origin = 'reference' then array_fill(1::smallint, array[16])
       else array[(case when verdict = 'passed' then -1 else 0 end)::smallint] end,
     case when verdict <> 'passed' then label_line end,
     'Mutant fails test 2 (wrong answer), so its label line ' || coalesce(label_line, 0) || ' is incorrect'
   from programs, unnest(array['mutation@1', 'prlcoder@1']) rule`,
  `insert into suspicions
   select id, case reason_mask when 1 then 0 when 2 then 1 else 4 end, 1, label_line, suspicion, false
   from programs where reason_mask > 0`,
];

const stats = `
insert into problem_stats (problem_id, dataset_id, split, code_lines, tests, programs, labelled_programs, verdict_counts,
  reason_counts, verdict_mask, reason_mask, suspicion, built_with, search)
select b.id, 1, b.split, 15, 5, c.programs, c.programs, c.verdicts, c.reasons,
  (select coalesce(bit_or(1 << (i - 1)::int), 0) from unnest(c.verdicts) with ordinality as v (n, i) where n > 0),
  (select coalesce(bit_or(1 << (i - 1)::int), 0) from unnest(c.reasons) with ordinality as r (n, i) where n > 0),
  c.suspicion, 'browse', strip(to_tsvector('english', concat_ws(' ', b.key, b.entry_point, b.title, b.statement)))
from problems b join (
  select problem_id, count(*) as programs, max(suspicion) as suspicion,
    array[count(*) filter (where verdict = 'passed' and origin = 'mutant'), count(*) filter (where verdict = 'wrong-answer'),
      count(*) filter (where verdict = 'runtime-error'), count(*) filter (where verdict = 'compile-error'),
      count(*) filter (where verdict = 'timeout'), count(*) filter (where verdict = 'memory-limit'), 0,
      count(*) filter (where verdict = 'crashed'), 0, 0]::int[] as verdicts,
    array[count(*) filter (where reason_mask = 1), count(*) filter (where reason_mask = 2), 0, 0,
      count(*) filter (where reason_mask = 16), 0, 0, 0, 0, 0]::int[] as reasons
  from programs group by problem_id) c on c.problem_id = b.id`;
