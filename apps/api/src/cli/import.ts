import { randomUUID } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runAs } from '../database.ts';
import { readEnv } from '../env.ts';
import type { Matched } from '../import/bring/bring.ts';
import { commitLines, type Door, loadTherapists, type RunFacts, tryOut } from '../import/bring/commit.ts';
import { decode, mostBytes } from '../import/core/decode.ts';
import { type ImportKind, importKinds } from '../import/core/fields.ts';
import { fileWords } from '../import/core/file-words.ts';
import { type Look, lookAt, type World } from '../import/core/look.ts';
import { type Parsed, parseCsv } from '../import/core/parse.ts';
import { firstPlan, type Plan } from '../import/core/plan.ts';
import { type Problem, problemWords } from '../import/core/problems.ts';
import { reportCsv } from '../import/report.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { say } from '../start/say.ts';
import { StartProblem } from '../start/start-problem.ts';
import { type Asker, answer, askDoubles, openAsker, optionFor } from './import-ask.ts';
import { planFromMap } from './import-map.ts';
import { type Reached, withDatabase } from './reach.ts';

export type ImportOptions = {
  file: string;
  kind: ImportKind | null;
  from: string | null;
  practice: string | null;
  map: string | null;
  dateOrder: 'dmy' | 'mdy' | 'ymd' | null;
  report: string | null;
  dryRun: boolean;
};

type Read = Extract<Parsed, { ok: true }> & { encoding: 'utf-8' | 'utf-16' | 'windows-1252' };

/**
 * `import <file>`: what has to be said and was not is asked where somebody sits at a terminal; elsewhere it says which option is missing
 * and writes nothing.
 * @returns 0 when every line came in or was here already, or would; 1 otherwise
 */
export async function importFile(given: ImportOptions): Promise<number> {
  const from = (path: string | null) => path && resolve(readEnv().calledFrom, path);
  const options = { ...given, file: from(given.file) as string, map: from(given.map), report: from(given.report) };
  const file = await readFile(options.file);
  const asker = openAsker();
  try {
    const kind = options.kind ?? (await askKind(asker));
    if (kind === null) return missing([`--kind ${importKinds.join('|')}`]);
    return await withDatabase((reached) => bringIn(reached, { ...options, kind }, file, asker));
  } finally {
    asker?.close();
  }
}

const askKind = async (asker: Asker | null) =>
  asker &&
  (await asker.choose(
    'What is in this file?',
    importKinds.map((kind) => ({ value: kind, label: kind })),
  ));

function missing(options: readonly string[]): number {
  say('Nothing was written. What is missing has to be said:');
  for (const option of options) say(`  ${option}`);
  return 1;
}

async function readFile(path: string): Promise<Read> {
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > mostBytes) throw new StartProblem(fileWords['too-large']);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(`There is no file ${path} that can be read.`);
  }
  const decoded = decode(bytes);
  if (!decoded.ok) throw new StartProblem(fileWords[decoded.refusal]);
  const parsed = await parseCsv(decoded.text);
  if (!parsed.ok)
    throw new StartProblem(`${fileWords[parsed.refusal]}${parsed.line === undefined ? '' : ` Line ${parsed.line}.`}`);
  return { ...parsed, encoding: decoded.encoding };
}

async function bringIn(
  { database, vault }: Reached,
  options: ImportOptions & { kind: ImportKind },
  file: Read,
  asker: Asker | null,
) {
  const practices = await database.lookups.practices();
  const found =
    options.practice === null && practices.length === 1
      ? practices[0]
      : practices.find(({ slug }) => slug === options.practice);
  if (!found) return missing([`--practice ${practices.map(({ slug }) => slug).join('|')}`]);
  const actor = { kind: 'worker', practiceId: found.practiceId } as const;
  return runAs(actor, async () => {
    const practice = await database.prisma.practice.findFirst({ where: { id: found.practiceId } });
    if (!practice) throw new StartProblem('There is no practice here yet.');
    const now = Temporal.Now.instant().round('millisecond');
    const { timeZone: zone, nation } = practice;
    const door: Door = { database, vault, practice: { id: practice.id, zone, nation }, now, by: null };
    const therapists = await loadTherapists(database.prisma, practice.id);
    const world: World = { now, zone, todayOn: localOn(now, zone), therapists };
    const run: RunFacts = { id: randomUUID(), kind: options.kind, source: options.from ?? 'the system before' };
    const first = firstPlan(options.kind, file.header);
    const given: Plan = { ...first, ...planFromMap(options.map, options.kind, file.header, first) };
    const plan = options.dateOrder === null ? given : { ...given, dateOrder: options.dateOrder };
    const look = await settle(options.kind, file, plan, world, asker);
    return look === null ? 1 : write(door, run, look, file, options, asker);
  });
}

/** Until nothing is open; null where something is, and nobody is there to say it. */
async function settle(
  kind: ImportKind,
  file: Read,
  first: Plan,
  world: World,
  asker: Asker | null,
): Promise<Look | null> {
  let plan = first;
  for (;;) {
    const look = await lookAt(kind, file, plan, world);
    const [question] = look.questions;
    if (!question) return look;
    if (asker === null) {
      missing(look.questions.flatMap((one) => optionFor(one, look, file.header)));
      return null;
    }
    const answered = await answer(asker, question, look, file.header, world);
    if (answered === null) {
      say('Nothing was written.');
      return null;
    }
    plan = answered;
  }
}

async function write(
  door: Door,
  run: RunFacts,
  look: Look,
  file: Read,
  options: ImportOptions,
  asker: Asker | null,
): Promise<number> {
  const { read } = look;
  let { plan } = look;
  let matched = await tryOut(door, run, read, plan);
  if (asker && matched.doubles.some(({ choice }) => choice === null)) {
    plan = { ...plan, doubles: { ...plan.doubles, ...(await askDoubles(asker, matched.doubles)) } };
    matched = await tryOut(door, run, read, plan);
  }
  tell(file, look, matched, options);
  if (options.dryRun) {
    say('This was a trial: nothing was written.');
    return 0;
  }
  if (matched.ready === 0) return exitOf(look, matched);
  if (asker && !(await asker.yes(`Bring in ${matched.ready} lines?`))) {
    say('Nothing was written.');
    return 1;
  }
  const practiceId = door.practice.id;
  const at = dateOf(door.now);
  const done = await commitLines(door, run, read, plan, {
    onProgress: sayProgress(),
    mayBegin: async (tx) => {
      const row = {
        practiceId,
        id: run.id,
        kind: run.kind,
        source: run.source,
        state: 'committing',
        madeAt: at,
        changedAt: at,
        bytes: 0,
      };
      await tx.importRun.createMany({ data: [row] });
      return true;
    },
    finish: async (tx, { ready, known, problems, made }) => {
      const out = new Set([...look.problems, ...problems].map(({ line }) => line)).size;
      const counts = { rowsRead: file.rows.length, rowsReady: ready, rowsKnown: known, rowsOut: out, rowsMade: made };
      await tx.importRun.updateMany({
        where: { practiceId, id: run.id },
        data: { state: 'committed', committedAt: at, ...counts },
      });
    },
  });
  say(`${done?.made ?? 0} lines came in.`);
  return done ? exitOf(look, done) : 1;
}

const exitOf = (look: Look, matched: Matched) => (look.problems.length + matched.problems.length === 0 ? 0 : 1);

const mostTold = 20;

function tell(file: Read, look: Look, matched: Matched, { report }: ImportOptions): void {
  const problems: Problem[] = [...look.problems, ...matched.problems].toSorted((a, b) => a.line - b.line);
  const out = new Set(problems.map(({ line }) => line)).size;
  say(`${file.rows.length} lines: ${matched.ready} can come in, ${matched.known} are here already, ${out} stay out.`);
  if (matched.waiting > 0) say(`${matched.waiting} of them will stand on the waiting list: no therapist is named.`);
  if (matched.secondNumbers > 0)
    say(`${matched.secondNumbers} have a second telephone number, which has no place here.`);
  for (const { line, column, code } of problems.slice(0, mostTold))
    say(`  line ${line}${column === null ? '' : `, ${file.header[column]}`}: ${problemWords[code]}`);
  if (report !== null) {
    writeFileSync(report, reportCsv(file.header, problems), { flag: 'wx', mode: 0o600 });
    say(`All of them are in ${report}.`);
  } else if (problems.length > mostTold)
    say(`  and ${problems.length - mostTold} more: --report <file> writes them all.`);
}

/** A line each five seconds at most. */
function sayProgress(): (done: number, of: number) => void {
  let last = performance.now();
  return (done, of) => {
    const at = performance.now();
    if (at - last < 5000) return;
    last = at;
    say(`${Math.round((100 * done) / Math.max(1, of))} of 100 …`);
  };
}
