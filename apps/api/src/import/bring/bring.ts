import type { Lines } from '../core/look.ts';
import type { Plan } from '../core/plan.ts';
import type { Problem } from '../core/problems.ts';
import { bringClients } from './bring-clients.ts';
import { type Double, matchClients } from './match-clients.ts';
import type { Moving } from './moving.ts';
import { bringScores, matchScores } from './scores.ts';
import { bringSessions, matchSessions } from './sessions.ts';

/** What lines are against what is here: how many come in, how many are here already, which stay out. */
export type Matched = {
  ready: number;
  known: number;
  problems: Problem[];
  doubles: Double[];
  waiting: number;
  secondNumbers: number;
};

/** Holds the lines against what is here; with `isToStay` it also writes them, in the caller's one transaction. */
export async function bring(
  moving: Moving,
  read: Lines,
  plan: Plan,
  isToStay: boolean,
): Promise<Matched & { made: number }> {
  const nothing = { doubles: [] as Double[], waiting: 0, secondNumbers: 0 };
  if (read.kind === 'clients') {
    const matched = await matchClients(moving, read.lines, plan);
    const { ready, known, problems, doubles } = matched;
    const made = isToStay ? await bringClients(moving, matched, plan.contactIsSafe === true) : 0;
    const waiting = ready.filter(
      ({ as, line }) =>
        as === 'new' && (line.state === 'waiting' || (line.state === 'active' && line.therapistId === null)),
    );
    const secondNumbers = ready.filter(({ as, line }) => as === 'new' && line.hasSecondNumber).length;
    return { ready: ready.length, known, problems, doubles, waiting: waiting.length, secondNumbers, made };
  }
  if (read.kind === 'sessions') {
    const matched = await matchSessions(moving, read.lines);
    const made = isToStay ? await bringSessions(moving, matched) : 0;
    return { ...nothing, ready: matched.ready.length, known: matched.known, problems: matched.problems, made };
  }
  const matched = await matchScores(moving, read.lines);
  const made = isToStay ? await bringScores(moving, matched) : 0;
  return { ...nothing, ready: matched.ready.length, known: 0, problems: matched.problems, made };
}
