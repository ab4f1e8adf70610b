import { loadCourse } from '../measures/load-course.ts';
import { loadCourseFor, type ReachedCourse } from '../scheduling/reach.ts';
import type { StaffContext } from '../trpc/procedures.ts';

export const clientParts = [
  'now',
  'course',
  'goals',
  'sessions',
  'notes',
  'agreement',
  'measures',
  'ledger',
  'history',
  'reaching',
] as const;
export type ClientPart = (typeof clientParts)[number];

/** One client as the caller reaches them, and which parts of their page the caller's roles open. @throws not-found */
export async function reachClient(
  ctx: StaffContext,
  clientId: string,
): Promise<{ reached: ReachedCourse; isOwn: boolean; parts: ClientPart[] }> {
  const reached = await loadCourseFor(ctx, clientId);
  const isTherapist = ctx.actor.roles.includes('therapist');
  // Somebody who is manager and therapist sees the practice's people, and opens the course of their own alone.
  // Whoever covers reaches the frame; the record only once it was granted.
  const isOwn =
    isTherapist &&
    (await loadCourse(ctx, clientId).then(
      () => true,
      () => false,
    ));
  const isDesk = ctx.actor.roles.some(
    (role) => role === 'manager' || role === 'front-desk' || role === 'clinical-lead',
  );
  const keepsMoney = ctx.actor.roles.some((role) => role === 'manager' || role === 'front-desk');
  const desk: ClientPart[] = [
    'now',
    'sessions',
    'agreement',
    ...(keepsMoney ? (['ledger'] as const) : []),
    'history',
    'reaching',
  ];
  const covering: ClientPart[] = ['now', 'sessions', 'agreement', 'history', 'reaching'];
  const isCovering = isTherapist && ctx.scope === 'own-caseload';
  const open: ClientPart[] = isOwn ? [...clientParts] : isDesk ? desk : isCovering ? covering : ['now'];
  return { reached, isOwn, parts: open };
}
