import { sha256Hex } from '@heather/core';
import { isMailAddress } from '@heather/mail';
import { type AwayRoute, awayRoute, awayWords, localLabel } from '@heather/scheduling';
import type { Tx } from '../database.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { findSessions, type SessionRow, toComeStatuses } from '../scheduling/session-rows.ts';
import type { AwaySpan } from './span.ts';

/** So many sessions fall away at most in one absence: half a year of a full diary. */
export const mostSessions = 1500;

/** The therapist's sessions to come that begin inside the span, soonest first. */
export function sessionsInside(db: Tx, practiceId: string, therapistId: string, span: AwaySpan): Promise<SessionRow[]> {
  return findSessions(
    db,
    {
      practiceId,
      therapistId,
      status: { in: toComeStatuses },
      startsAt: { gte: dateOf(span.startsAt), lt: dateOf(span.endsAt) },
    },
    { take: mostSessions + 1 },
  );
}

/** What was shown, as one word: whoever confirms something else than they saw is asked to look again. */
export const seenOf = (rows: readonly { id: string; version: number }[]): string =>
  sha256Hex(
    rows
      .map(({ id, version }) => `${id}:${version}`)
      .toSorted()
      .join(' '),
  ).slice(0, 32);

/** One person whom the sessions were for, how they can be told, and what they are told unless somebody writes it otherwise. */
export type Told = AwayRoute & {
  clientId: string;
  name: string;
  /** Of the client and of whoever else may not be named. */
  names: string[];
  sessionIds: string[];
  times: string[];
  words: string;
  telephone: string | null;
  mayLeaveMessage: boolean;
  messageAs: string | null;
  hours: string | null;
};

/** Everybody the sessions are for, each once, in the order of their first session. Three queries for any number. */
export async function peopleOf(
  db: Tx,
  practiceId: string,
  rows: readonly SessionRow[],
  offered: boolean,
): Promise<{ told: Told[]; bySession: Map<string, string[]> }> {
  const people = await db.sessionParticipant.findMany({
    where: { practiceId, sessionId: { in: rows.map(({ id }) => id) } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: {
      sessionId: true,
      clientId: true,
      client: {
        select: {
          firstName: true,
          lastName: true,
          knownAs: true,
          shortName: true,
          safeContactAsClient: true,
        },
      },
    },
  });
  const bySession = new Map<string, string[]>();
  for (const { sessionId, clientId } of people)
    bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), clientId]);
  const told = new Map<string, Told>();
  for (const row of rows) {
    for (const { clientId, client } of people.filter(({ sessionId }) => sessionId === row.id)) {
      const contact = client.safeContactAsClient;
      const known = told.get(clientId) ?? {
        ...awayRoute(contact && { ...contact, emailIsUnproven: contact.emailUnprovenAt !== null }, isMailAddress),
        clientId,
        name: client.shortName,
        names: [client.firstName, client.lastName, client.knownAs ?? ''].filter((one) => one.length > 1),
        sessionIds: [],
        times: [],
        words: '',
        telephone: contact?.telephone ?? null,
        mayLeaveMessage: contact?.mayLeaveMessage ?? false,
        messageAs: contact?.messageAs ?? null,
        hours: hoursWords(contact),
      };
      known.sessionIds.push(row.id);
      known.times.push(localLabel(instantOf(row.startsAt), row.zone));
      told.set(clientId, known);
    }
  }
  const keeps = new Map(rows.map(({ id, seriesId }) => [id, seriesId !== null]));
  return {
    told: [...told.values()].map((one) => ({
      ...one,
      words: awayWords({
        times: one.times,
        offered: offered && one.route === 'mail',
        guarded: one.guarded,
        keepsPlace: one.sessionIds.some((id) => keeps.get(id)),
      }),
    })),
    bySession,
  };
}

/** When they may be reached, where they said so. */
export function hoursWords(contact: { fromLocal: string | null; untilLocal: string | null } | null): string | null {
  const { fromLocal = null, untilLocal = null } = contact ?? {};
  if (fromLocal && untilLocal) return `between ${fromLocal} and ${untilLocal}`;
  return fromLocal ? `after ${fromLocal}` : untilLocal ? `before ${untilLocal}` : null;
}
