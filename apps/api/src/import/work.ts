import { may, policyRow } from '@heather/policy';
import { loadPractice, loadRoles } from '../account/load-identity.ts';
import type { JobContext, JobHandler } from '../jobs/job-context.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import type { Matched } from './bring/bring.ts';
import { commitLines, type Door, loadTherapists, tryOut } from './bring/commit.ts';
import { decode } from './core/decode.ts';
import type { ImportKind } from './core/fields.ts';
import { lookAt } from './core/look.ts';
import { parseCsv } from './core/parse.ts';
import { firstPlan } from './core/plan.ts';
import type { Problem } from './core/problems.ts';
import { type Found, firstRows, samplesOf } from './found.ts';
import { openFile, openPlan, sealFound, sealPlan } from './runs.ts';

/**
 * Looks at a file that was brought or planned anew, or brings it in: whatever its run waits for. Killed on the way it is done again, for
 * nothing of it stands before all of it does.
 */
export const work: JobHandler<'import.work'> = async (ctx, { importId }) => {
  for (;;) {
    const run = await ctx.db.importRun.findFirst({ where: { practiceId: ctx.practiceId, id: importId } });
    if (run?.state === 'checking') await check(ctx, run);
    else if (run?.state === 'committing') await commit(ctx, run);
    else return;
  }
};

type Run = NonNullable<Awaited<ReturnType<JobContext['db']['importRun']['findFirst']>>>;

/** A run is looked at as it was when this began: whoever has said something else meanwhile gets another look. */
async function check(ctx: JobContext, run: Run): Promise<void> {
  const looked = await look(ctx, run);
  const matched =
    'refusal' in looked || !looked.isReadable ? null : await tryOut(looked.door, looked.run, looked.read, looked.plan);
  await ctx.write(async (tx) => {
    const where = { practiceId: ctx.practiceId, id: run.id, state: 'checking', version: run.version };
    const at = { changedAt: dateOf(tx.now()), version: { increment: 1 } };
    if ('refusal' in looked) {
      await tx.importRun.updateMany({ where, data: { ...at, state: 'refused', reason: looked.refusal } });
      return;
    }
    const found = foundOf(looked, matched);
    await tx.importRun.updateMany({
      where,
      data: {
        ...at,
        state: 'checked',
        reason: null,
        planSealed: await sealPlan(tx.vault, run.id, looked.plan),
        foundSealed: await sealFound(tx.vault, run.id, found),
        rowsRead: looked.rows.length,
        rowsReady: matched?.ready ?? null,
        rowsKnown: matched?.known ?? null,
        rowsOut: matched && countLines(found.problems),
      },
    });
  });
}

const countLines = (problems: readonly Problem[]) => new Set(problems.map(({ line }) => line)).size;

/** Reads the whole file under its plan. `refusal`: a code, with the line where there is one. */
async function look(ctx: JobContext, row: Run) {
  const file = decode(await openFile(ctx, row.id));
  if (!file.ok) return { refusal: file.refusal };
  const parsed = await parseCsv(file.text);
  if (!parsed.ok) return { refusal: parsed.line === undefined ? parsed.refusal : `${parsed.refusal}:${parsed.line}` };
  const { header, rows } = parsed;
  const run = { id: row.id, kind: row.kind as ImportKind, source: row.source };
  const door = await doorOf(ctx, row);
  const therapists = await loadTherapists(ctx.db, ctx.practiceId);
  const { zone } = door.practice;
  const world = { now: door.now, zone, todayOn: localOn(door.now, zone), therapists };
  const given = (await openPlan(ctx.vault, row)) ?? firstPlan(run.kind, header);
  const onProgress = progressOf(ctx, row.id);
  const seen = await lookAt(run.kind, { header, rows, encoding: file.encoding }, given, world, (done) =>
    onProgress(done, rows.length),
  );
  return {
    ...seen,
    isReadable: seen.questions.length === 0,
    run,
    door,
    therapists,
    header,
    rows,
    encoding: file.encoding,
    onProgress,
  };
}
type Looked = Exclude<Awaited<ReturnType<typeof look>>, { refusal: string }>;

function foundOf(looked: Looked, matched: Matched | null): Found {
  const { header, encoding, questions, words, plan, read, problems, rows, run, therapists } = looked;
  return {
    header: [...header],
    encoding,
    questions,
    words,
    samples: samplesOf(run.kind, rows, plan.columns),
    rows: firstRows(read, new Map(therapists.map(({ id, shortName }) => [id, shortName]))),
    problems: inOrder([...problems, ...(matched?.problems ?? [])]),
    doubles: matched?.doubles ?? [],
    waiting: matched?.waiting ?? 0,
    secondNumbers: matched?.secondNumbers ?? 0,
  };
}

const inOrder = (problems: readonly Problem[]) => problems.toSorted((a, b) => a.line - b.line);

async function commit(ctx: JobContext, row: Run): Promise<void> {
  const { practiceId, shell } = ctx;
  const looked = await look(ctx, row);
  // It was ready when somebody said so. Where it no longer is, or they no longer work here, it is looked at again.
  if ('refusal' in looked || !looked.isReadable || looked.door.by === null) {
    const where = { practiceId, id: row.id, state: 'committing' };
    await ctx.db.importRun.updateMany({ where, data: { state: 'checking', version: { increment: 1 } } });
    return;
  }
  const { door, run, read, plan, rows, onProgress } = looked;
  await commitLines(door, run, read, plan, {
    onProgress,
    mayBegin: async (tx) =>
      (await tx.importRun.count({ where: { practiceId, id: run.id, state: 'committing' } })) === 1,
    finish: async (tx, done) => {
      const nothing = { questions: [], words: [], samples: {}, rows: [], doubles: [] };
      const found: Found = { ...foundOf(looked, done), ...nothing };
      const at = dateOf(door.now);
      await tx.importPart.deleteMany({ where: { practiceId, runId: run.id } });
      await tx.importRun.updateMany({
        where: { practiceId, id: run.id },
        data: {
          state: 'committed',
          committedAt: at,
          changedAt: at,
          planSealed: null,
          foundSealed: await sealFound(shell.vault.scope(tx, practiceId), run.id, found),
          rowsRead: rows.length,
          rowsReady: done.ready,
          rowsKnown: done.known,
          rowsOut: countLines(found.problems),
          rowsMade: done.made,
          version: { increment: 1 },
        },
      });
    },
  });
}

/** Whoever brought the file, with the roles that they have now: somebody who has left brings nothing in any more. */
async function doorOf(ctx: JobContext, row: Run): Promise<Door> {
  const { practiceId, shell } = ctx;
  // By the worker's own door: who asks here is nobody whom the portal's door knows.
  const practice = await loadPractice({ database: shell.workerDatabase }, practiceId);
  if (!practice) throw new Error('the practice is not there');
  const { timeZone: zone, nation } = practice;
  const staffId = row.madeById;
  const roles = staffId && (await loadRoles(shell.workerDatabase, practiceId, staffId, ctx.now()));
  return {
    database: shell.workerDatabase,
    vault: shell.vault,
    practice: { id: practiceId, zone, nation },
    now: ctx.now(),
    by:
      staffId && roles && may(policyRow('imports.commit'), roles)
        ? { staffId, roles, requestId: null, authMethods: [] }
        : null,
  };
}

const pauseMs = 300;

/** Says how far it is, now and then, outside of the transaction. That it could not be said stops nothing. */
function progressOf(ctx: JobContext, id: string): (done: number, of: number) => void {
  let last = 0;
  return (done, of) => {
    const at = performance.now();
    if (at - last < pauseMs) return;
    last = at;
    const data = { progressDone: done, progressOf: of };
    ctx.db.importRun.updateMany({ where: { practiceId: ctx.practiceId, id }, data }).catch(() => {});
  };
}
