import { randomUUID } from 'node:crypto';
import { allCheckInSignals, type CheckInEntry } from '@heather/alliance';
import { dateOf, localOn } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { answersPlace } from './own-check-in.ts';

/**
 * Judges one check-in by the published plain rules, and seals a sentence for each that fires. As the worker. All of the course is looked
 * at: a run of full marks asks at its fourth, eighth, twelfth, and a window would forget where the run began.
 */
export async function raiseSignals(
  tx: WriteTransaction,
  { clientId, episodeId, checkInId }: { clientId: string; episodeId: string; checkInId: string },
): Promise<void> {
  const { practiceId } = tx;
  const practice = await tx.practice.findFirst({ where: { id: practiceId }, select: { timeZone: true } });
  const rows = await tx.checkIn.findMany({
    where: { practiceId, clientId, episodeId, state: 'submitted' },
    orderBy: { dueAt: 'asc' },
    include: { session: { select: { startsAt: true } } },
  });
  const history: CheckInEntry[] = [];
  const zone = practice?.timeZone ?? 'Europe/London';
  for (const row of rows) {
    if (!row.answersSealed) continue;
    const kept = JSON.parse(await tx.vault.open(clientId, answersPlace(row.id), row.answersSealed));
    const { bond, goals, tasks, whole } = kept;
    history.push({ id: row.id, on: localOn(row.session.startsAt, zone), bond, goals, tasks, whole });
  }
  for (const signal of allCheckInSignals(history).filter((each) => each.checkInId === checkInId)) {
    const id = randomUUID();
    const place = { table: 'alliance_signal', column: 'sentence_sealed', rowId: id };
    const sentenceSealed = await tx.vault.seal(clientId, place, signal.sentence);
    const { kind, ruleVersion } = signal;
    await tx.allianceSignal.create({
      data: {
        practiceId,
        id,
        clientId,
        episodeId,
        checkInId,
        kind,
        ruleVersion,
        sentenceSealed,
        raisedAt: dateOf(tx.now()),
      },
    });
  }
}
