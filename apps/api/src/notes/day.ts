import { attendanceSchema, dateLabel, decideAttendance, localLabel, timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { placeKind, placeWords, sessionStatus } from '../scheduling/session-rows.ts';
import { stateOf } from '../scheduling/session-terms.ts';
import { windowOf } from '../scheduling/standing-plan.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { type DayRow, loadDay } from './load-day.ts';
import { keyOf, type LoadedNote, loadNotes, nothing } from './load-note.ts';
import { noteSchema, templateSchema } from './shapes.ts';
import { authorNames, showNote } from './show-note.ts';
import { ownTemplates } from './templates.ts';

const outcomes = attendanceSchema.options;

/**
 * One day to close: its sessions that have begun, each with what can be said about it, what that costs, the notes to write, and
 * when they meet next. Seven queries for any number of sessions; reads are noted once a client, in one insert.
 */
export const day = staffProcedure('notes.day')
  .input(z.strictObject({ on: z.iso.date().nullable() }))
  .output(
    z.strictObject({
      on: z.string(),
      label: z.string(),
      isToday: z.boolean(),
      before: z.string(),
      after: z.string().nullable(),
      sessions: z.array(
        z.strictObject({
          sessionId: z.string(),
          version: z.number(),
          time: z.string(),
          endTime: z.string(),
          minutes: z.number(),
          place: z.string(),
          placeKind,
          coveringFor: z.string().nullable(),
          status: sessionStatus,
          beganLateMinutes: z.number().nullable(),
          /** What each outcome that can still be said would charge, in pence; none when it was cancelled before. */
          outcomes: z.array(z.strictObject({ outcome: z.enum(outcomes), feeDuePence: z.number() })),
          /** What is charged as it stands. */
          feeDuePence: z.number().nullable(),
          next: z.string().nullable(),
          people: z.array(
            z.strictObject({
              clientId: z.string(),
              name: z.string(),
              firstName: z.string(),
              note: noteSchema,
              /** Somebody else has written one: by name. */
              others: z.array(z.string()),
            }),
          ),
        }),
      ),
      /** Today's that have not begun: they come here later. */
      toCome: z.number(),
      templates: z.array(templateSchema),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { timeZone } = ctx.practice;
    const now = ctx.now();
    const today = localOn(now, timeZone);
    const on = input.on !== null && input.on < today ? input.on : today;
    const { from, to } = windowOf(on, on, timeZone);
    const rows = await loadDay(ctx.db, {
      practiceId,
      staffId,
      now: dateOf(now),
      from: dateOf(from.toInstant()),
      until: dateOf(to.toInstant()),
    });
    const begun = rows.filter(({ startsAt }) => startsAt.getTime() <= now.epochMilliseconds);
    const of = begun.flatMap(({ id, people }) => people.map(({ clientId }) => ({ sessionId: id, clientId })));
    const [notes, templates] = await Promise.all([
      loadNotes({ db: ctx.db, vault: ctx.vault, practiceId }, of),
      ownTemplates(ctx),
    ]);
    const all = [...notes.values()].flat();
    const names = await authorNames(ctx.db, practiceId, all);
    await noteReads(ctx, begun, notes);
    const day = Temporal.PlainDate.from(on);
    return {
      on,
      label: dateLabel(on),
      isToday: on === today,
      before: day.subtract({ days: 1 }).toString(),
      after: on === today ? null : day.add({ days: 1 }).toString(),
      sessions: begun.map((row) => ({
        ...shown(row, ctx),
        people: row.people.map(({ clientId, name, firstName }) => {
          const written = notes.get(keyOf(row.id, clientId)) ?? [];
          const own = written.find(({ authorId }) => authorId === staffId) ?? nothing;
          return {
            clientId,
            name,
            firstName,
            note: showNote(own, { names, staffId, session: row }),
            others: written.flatMap(({ authorId }) =>
              authorId === null || authorId === staffId ? [] : [names.get(authorId) ?? ''],
            ),
          };
        }),
      })),
      toCome: rows.length - begun.length,
      templates,
    };
  });

function shown(row: DayRow, ctx: StaffContext) {
  const { timeZone } = ctx.practice;
  const state = stateOf(
    { ...row, seriesId: null, joinLink: null, number: null, movedFromStartsAt: null, icsSequence: 0 },
    0,
  );
  return {
    sessionId: row.id,
    version: row.version,
    time: timeLabel(instantOf(row.startsAt), timeZone),
    endTime: timeLabel(instantOf(row.endsAt), timeZone),
    minutes: Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000),
    place: placeWords(row, new Map(row.roomId && row.room ? [[row.roomId, { name: row.room }]] : [])),
    placeKind: placeKind.parse(row.placeKind),
    coveringFor: row.therapistId === ctx.actor.staffId ? null : row.therapistName,
    status: sessionStatus.parse(row.status),
    beganLateMinutes: row.beganLateMinutes,
    outcomes: outcomes.flatMap((outcome) => {
      const decision = decideAttendance(state, outcome, ctx.now(), { isCorrection: true });
      if (decision.ok) return [{ outcome, feeDuePence: decision.value.feeDuePence }];
      return row.status === outcome ? [{ outcome, feeDuePence: row.feeDuePence ?? 0 }] : [];
    }),
    feeDuePence: row.feeDuePence,
    next: row.nextAt && localLabel(instantOf(row.nextAt), timeZone),
  };
}

async function noteReads(ctx: StaffContext, rows: readonly DayRow[], notes: Map<string, LoadedNote[]>): Promise<void> {
  const { practiceId, staffId } = ctx.actor;
  const read = rows.flatMap(({ id, therapistId, people }) =>
    people.flatMap(({ clientId }) => {
      const count = notes.get(keyOf(id, clientId))?.length ?? 0;
      return count === 0 ? [] : [{ clientId, count, purpose: therapistId === staffId ? 'care' : 'cover' }];
    }),
  );
  if (read.length === 0) return;
  await ctx.db.clinicalRead.createMany({
    data: read.map(({ clientId, count, purpose }) => ({
      practiceId,
      staffId,
      clientId,
      subjectType: 'session-note',
      subjectCount: count,
      purpose,
      requestId: ctx.requestId,
      at: dateOf(ctx.now()),
    })),
  });
}
