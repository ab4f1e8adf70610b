import type { Tx } from '../database.ts';

/** Everybody but the writer who may say that a wording can be published: managers and clinical leads who work here now. */
export async function otherReviewers(
  db: Tx,
  practiceId: string,
  writtenById: string | null,
  at: Date,
): Promise<{ id: string; name: string }[]> {
  const rows = await db.staffMember.findMany({
    where: {
      practiceId,
      state: 'active',
      OR: [{ accessEndsAt: null }, { accessEndsAt: { gt: at } }],
      staffRoleAsStaff: { some: { role: { in: ['manager', 'clinical-lead'] } } },
      ...(writtenById && { id: { not: writtenById } }),
    },
    orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
    select: { id: true, shortName: true },
  });
  return rows.map(({ id, shortName }) => ({ id, name: shortName }));
}
