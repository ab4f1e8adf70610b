import type { Tx } from '../../database.ts';

/**
 * Every record of the person behind this one: itself first, then those that go on under it, or the one that it goes on under with its
 * others. For export, erasure and whoever reads a person's whole frame; what is clinical stays with each half's own therapist.
 */
export async function recordsOf(db: Tx, practiceId: string, clientId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH kept AS (SELECT coalesce((SELECT m.kept_id FROM client_merge m WHERE m.practice_id = ${practiceId}::uuid
      AND m.client_id = ${clientId}::uuid AND m.undone_at IS NULL), ${clientId}::uuid) AS id)
    SELECT id FROM kept UNION
    SELECT m.client_id FROM client_merge m JOIN kept ON m.kept_id = kept.id WHERE m.practice_id = ${practiceId}::uuid AND m.undone_at IS NULL`;
  return [clientId, ...rows.map(({ id }) => id).filter((id) => id !== clientId)];
}
