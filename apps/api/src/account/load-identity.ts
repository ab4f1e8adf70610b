import { type StaffRole, staffRoles } from '@heather/policy';
import type { Database } from '../database.ts';
import type { Shell } from '../shell.ts';
import type { PracticeFacts } from '../trpc/context.ts';

/** Facts of a practice change rarely and are asked for at each request: half a minute old is new enough. */
const freshMs = 30_000;
const kept = new WeakMap<Database, Map<string, { at: number; facts: PracticeFacts }>>();

/** The practice that this installation serves to people who are not signed in: the one of the slug, or the first. */
export async function homePracticeId(shell: Pick<Shell, 'database' | 'practiceSlug'>): Promise<string | null> {
  const practices = await shell.database.lookups.practices();
  const wanted = shell.practiceSlug ? practices.find((practice) => practice.slug === shell.practiceSlug) : practices[0];
  return wanted?.practiceId ?? null;
}

/** What was kept of a practice is asked anew: its identity has changed. Other processes know within half a minute. */
export function forgetPractice(shell: Pick<Shell, 'database'>, id: string): void {
  kept.get(shell.database)?.delete(id);
}

/** Facts of a practice; the actor on the connection must belong to it. */
export async function loadPractice(shell: Pick<Shell, 'database'>, id: string): Promise<PracticeFacts | null> {
  const facts = kept.get(shell.database) ?? new Map();
  kept.set(shell.database, facts);
  const known = facts.get(id);
  if (known && performance.now() - known.at < freshMs) return known.facts;
  const found = await shell.database.prisma.practice.findFirst({
    where: { id },
    select: {
      id: true,
      slug: true,
      name: true,
      nation: true,
      timeZone: true,
      crisisText: true,
      bornAsDemonstrationAt: true,
    },
  });
  if (!found) return null;
  const { bornAsDemonstrationAt, ...rest } = found;
  const practice: PracticeFacts = { ...rest, isDemonstration: bornAsDemonstrationAt !== null };
  facts.set(id, { at: performance.now(), facts: practice });
  return practice;
}

/**
 * The roles of somebody who works here now; null for everybody else, whatever their cookie says. An end of access that was set ahead
 * holds from its own second, before anything has run that puts the rest away.
 */
export async function loadRoles(
  database: Database,
  practiceId: string,
  staffId: string,
  now: Temporal.Instant,
): Promise<StaffRole[] | null> {
  const rows = await database.prisma.$queryRaw<{ state: string; ends: Date | null; roles: string[] }[]>`
    SELECT s.state, s.access_ends_at AS ends, ARRAY(SELECT r.role FROM staff_role r WHERE r.practice_id = s.practice_id AND r.staff_id = s.id) AS roles
    FROM staff_member s WHERE s.practice_id = ${practiceId}::uuid AND s.id = ${staffId}::uuid`;
  const row = rows[0];
  if (row?.state !== 'active' || (row.ends !== null && row.ends.getTime() <= now.epochMilliseconds)) return null;
  return staffRoles.filter((role) => row.roles.includes(role));
}
