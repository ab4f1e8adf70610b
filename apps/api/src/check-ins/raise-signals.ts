import { randomUUID } from 'node:crypto';
import { type CheckInEntry, checkInSignals } from '@heather/alliance';
import { dateOf, localOn } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { answersPlace } from './own-check-in.ts';

/** How far back a signal looks: full marks are judged over four, a fall over two. */
const entriesLookedAt = 12;

/** Judges the newest check-in of this course by the published plain rules, and seals a sentence for each that fires. As the worker. */
export async function raiseSignals(
  tx: WriteTransaction,
  { clientId, episodeId, checkInId }: { clientId: string; episodeId: string; checkInId: string },
): Promise<void> {
  const { practiceId } = tx;
  const practice = await tx.practice.findFirst({ where: { id: practiceId }, select: { timeZone: true } });
  const rows = await tx.checkIn.findMany({
    where: { practiceId, clientId, episodeId, state: 'submitted' },
    orderBy: { dueAt: 'desc' },
    take: entriesLookedAt,
    include: { session: { select: { startsAt: true } } },
  });
  const history: CheckInEntry[] = [];
  for (const row of rows) {
    if (!row.answersSealed) continue;
    const kept = JSON.parse(await tx.vault.open(clientId, answersPlace(row.id), row.answersSealed));
    const on = localOn(row.session.startsAt, practice?.timeZone ?? 'Europe/London');
    history.push({ id: row.id, on, bond: kept.bond, goals: kept.goals, tasks: kept.tasks, whole: kept.whole });
  }
  for (const signal of checkInSignals(history).filter((each) => each.checkInId === checkInId)) {
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
