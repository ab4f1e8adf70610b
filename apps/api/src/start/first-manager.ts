import { randomUUID } from 'node:crypto';
import { genesis } from '@heather/audit';
import { firstManagerEmail, makeInvitation } from '../account/invitations.ts';
import { workerContext } from '../jobs/worker-context.ts';
import type { Shell } from '../shell.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/**
 * The way in for the first manager of an empty installation: a link that is new at each start until somebody has used one.
 * @returns the lines to show; none once there is a manager
 */
export async function makeFirstManager(shell: Shell, known: string | null): Promise<string[]> {
  const practiceId = known ?? randomUUID();
  return workerContext(shell, practiceId, (worker) =>
    worker.write(async (tx) => {
      if (!known) await makePractice(tx);
      const { practiceId } = tx;
      const staff = await tx.staffMember.findMany({
        where: { practiceId },
        select: { id: true, email: true, state: true },
      });
      const first = staff.find((one) => one.email === firstManagerEmail && one.state === 'invited');
      if (!first) return [];
      const at = new Date(tx.now().epochMilliseconds);
      await tx.staffInvitation.updateMany({
        where: { practiceId, staffId: first.id, usedAt: null },
        data: { usedAt: at },
      });
      const { url } = await makeInvitation(tx, first.id);
      await tx.audit('staff.invited', { subjectType: 'staff', subjectId: first.id });
      return ['This practice is empty. Its first manager sets it up here, once, within 7 days:', `  ${url}`];
    }),
  );
}

async function makePractice(tx: WriteTransaction): Promise<void> {
  const { practiceId } = tx;
  await tx.practice.createMany({
    data: [
      {
        id: practiceId,
        slug: 'practice',
        name: 'Our practice',
        nation: 'england-and-wales',
        controllerName: 'Our practice',
      },
    ],
  });
  await tx.auditHead.createMany({ data: [{ practiceId, seq: BigInt(genesis.seq), hash: genesis.hash }] });
  await tx.shell.vault.createPracticeKey(tx, practiceId);
  const staffId = randomUUID();
  await tx.staffMember.createMany({
    data: [
      {
        practiceId,
        id: staffId,
        fullName: 'First Manager',
        shortName: 'Manager',
        email: firstManagerEmail,
        state: 'invited',
      },
    ],
  });
  await tx.staffRole.createMany({ data: [{ practiceId, staffId, role: 'manager' }] });
}
