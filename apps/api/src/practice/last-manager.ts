import { fail } from '@heather/core';
import { lockName } from '@heather/database';
import type { WriteTransaction } from '../trpc/write.ts';

/**
 * Refuses what would leave the practice without a manager whose access stays. Two managers who take each other's role away at one
 * moment wait for each other here, and the second is refused.
 * @throws Refusal 'staff/last-manager'
 */
export async function mustLeaveAManager(tx: WriteTransaction, staffId: string): Promise<void> {
  const { practiceId } = tx;
  await lockName(tx, `managers:${practiceId}`);
  const role = await tx.staffRole.findFirst({ where: { practiceId, staffId, role: 'manager' }, select: { id: true } });
  if (!role) return;
  const others = await tx.staffMember.count({
    where: {
      practiceId,
      id: { not: staffId },
      state: 'active',
      accessEndsAt: null,
      staffRoleAsStaff: { some: { role: 'manager' } },
    },
  });
  if (others === 0) fail('staff/last-manager');
}
