import { Prisma } from '@heather/database';
import type { Tx } from '../database.ts';

/** `standing`: people who signed it in a course that goes on. `waiting`: people who have it before them to sign. */
export type InUse = { standing: number; waiting: number };

const none: InUse = { standing: 0, waiting: 0 };

/** How many people each wording is in use for, in one question. By ids and counts alone: not a word of what anybody agreed. */
export async function inUse(db: Tx, practiceId: string): Promise<(versionId: string) => InUse> {
  const rows = await db.$queryRaw<({ id: string } & InUse)[]>`
    SELECT r.template_version_id AS id, ${counts()}
    FROM consent_record r ${courses()} WHERE r.practice_id = ${practiceId}::uuid AND ${open()}
    GROUP BY r.template_version_id`;
  const found = new Map(rows.map(({ id, standing, waiting }) => [id, { standing, waiting }]));
  return (versionId) => found.get(versionId) ?? none;
}

/** The same for several wordings together: each person once. */
export async function inUseOfAny(db: Tx, practiceId: string, versionIds: readonly string[]): Promise<InUse> {
  const [row] = await db.$queryRaw<InUse[]>`
    SELECT ${counts()} FROM consent_record r ${courses()}
    WHERE r.practice_id = ${practiceId}::uuid AND r.template_version_id = ANY (${[...versionIds]}::uuid[]) AND ${open()}`;
  return row ?? none;
}

const counts = () => Prisma.sql`
  count(DISTINCT r.client_id) FILTER (WHERE p.state = 'signed')::int AS standing,
  count(DISTINCT r.client_id) FILTER (WHERE p.state <> 'signed')::int AS waiting`;
const courses = () => Prisma.sql`
  JOIN agreement_pack p ON p.practice_id = r.practice_id AND p.id = r.pack_id
  JOIN working_agreement a ON a.practice_id = p.practice_id AND a.id = p.working_agreement_id
  JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id`;
const open = () => Prisma.sql`e.state <> 'ended'
  AND ((p.state = 'signed' AND a.state IN ('sent', 'agreed')) OR (p.state IN ('sent', 'talking') AND a.state = 'sent'))`;
