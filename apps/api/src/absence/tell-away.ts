import { randomUUID } from 'node:crypto';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import type { Told } from './affected.ts';

/** So long mails wait before they leave: as long as it takes to see that it was pressed by mistake. */
export const holdSeconds = 120;
/** Then one after the other, so that a practice's mail server takes a whole caseload. */
const apartSeconds = 2;

/**
 * Queues each mail and puts everybody else on the call list; the desk is told that there is somebody to ring, and the therapist where
 * somebody else said it for them. The same occasion never tells anybody twice.
 */
export async function tellEverybody(
  tx: WriteTransaction,
  about: { awayId: string; therapistId: string; occasion: 'away' | 'back' },
  people: readonly Pick<Told, 'clientId' | 'route' | 'words'>[],
): Promise<{ mails: number; toTell: number }> {
  const { practiceId, shell } = tx;
  const { awayId, occasion } = about;
  const now = tx.now();
  let mails = 0;
  for (const [at, { clientId, route, words }] of people.entries()) {
    const id = randomUUID();
    let outboxId: string | null = null;
    if (route === 'mail') {
      const mail = await queueMail(tx, {
        clientId,
        template: 'time-off',
        params: { words, url: `${shell.addresses.clientUrl}/sessions` },
        key: `away:${awayId}:${occasion}:${clientId}`,
        startAt: now.add({ seconds: holdSeconds + at * apartSeconds }),
      });
      if (mail.willLeave) outboxId = mail.outboxId;
    }
    if (outboxId) mails += 1;
    await tx.awayMessage.create({
      data: {
        practiceId,
        id,
        awayId,
        clientId,
        occasion,
        route: route === 'mail' && !outboxId ? 'none' : route,
        wordsSealed: await tx.vault.seal(clientId, { table: 'away_message', column: 'words_sealed', rowId: id }, words),
        outboxId,
        state: outboxId ? 'mailed' : 'to-tell',
        createdAt: dateOf(now),
      },
    });
  }
  const toTell = people.length - mails;
  await tellStaff(tx, about, toTell > 0);
  return { mails, toTell };
}

async function tellStaff(
  tx: WriteTransaction,
  { awayId, therapistId, occasion }: { awayId: string; therapistId: string; occasion: string },
  isForDesk: boolean,
): Promise<void> {
  const { practiceId, actor, shell } = tx;
  const self = actor.kind === 'staff' ? actor.staffId : null;
  const write = (staffId: string, path: string) =>
    queueMail(tx, {
      staffId,
      template: 'something-to-read',
      params: { url: `${shell.addresses.staffUrl}${path}` },
      key: `away:${awayId}:${occasion}:${staffId}`,
    });
  if (self !== therapistId) await write(therapistId, `/absence/${awayId}`);
  if (!isForDesk) return;
  const desk = await tx.staffMember.findMany({
    where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: { in: ['manager', 'front-desk'] } } } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 20,
  });
  for (const { id } of desk) if (id !== self && id !== therapistId) await write(id, '/absence/calls');
}
