import { type ClauseWords, type Topic, withChanges, wordsIn } from '@heather/confidentiality';
import type { Change, ChangeState } from '@heather/consent';
import { z } from 'zod';
import { instantOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/** A row of agreement_change. */
export type ChangeRow = {
  id: string;
  clauseId: string;
  summary: string | null;
  text: string;
  wordsSha256: string;
  state: string;
  assents: unknown;
  waitsFor: number;
  proposedAt: Date;
  settledAt: Date | null;
};

const words = z.strictObject({ summary: z.string().nullable(), text: z.string() });

/** Other words for one line, beside those that they take the place of. */
export const changeSchema = z.strictObject({
  changeId: z.string(),
  clauseId: z.string(),
  heading: z.string(),
  state: z.enum(['proposed', 'agreed']),
  before: words,
  after: words,
  wordsSha256: z.string(),
  proposedAt: z.string(),
  settledAt: z.string().nullable(),
});
export type ChangeView = z.infer<typeof changeSchema>;

export const domainChange = (row: ChangeRow): Change => ({
  state: row.state as ChangeState,
  wordsSha256: row.wordsSha256,
  assents: row.assents as Record<string, string>,
  waitsFor: row.waitsFor,
});

/** The topics as they hold now, and each change with the words that it changed. Rows in the order in which they were settled. */
export function applyChanges(kept: Topic[], rows: readonly ChangeRow[]): { topics: Topic[]; changes: ChangeView[] } {
  let topics = kept;
  const changes: ChangeView[] = [];
  const agreed = rows.filter(({ state }) => state === 'agreed');
  const open = rows.filter(({ state }) => state === 'proposed');
  for (const row of [...agreed, ...open]) {
    const was = wordsIn(topics, row.clauseId);
    if (!was) continue;
    const after: ClauseWords = { summary: row.summary, text: row.text };
    changes.push({
      changeId: row.id,
      clauseId: row.clauseId,
      heading: was.heading,
      state: row.state as 'proposed' | 'agreed',
      before: { summary: was.summary, text: was.text },
      after,
      wordsSha256: row.wordsSha256,
      proposedAt: instantOf(row.proposedAt).toString(),
      settledAt: row.settledAt && instantOf(row.settledAt).toString(),
    });
    if (row.state === 'agreed') topics = withChanges(topics, [{ clauseId: row.clauseId, ...after }]);
  }
  return { topics, changes };
}

/** Whoever has signed has signed the words as they stood: what was still proposed for this agreement ends unanswered. */
export async function lapseChanges(tx: WriteTransaction, workingAgreementId: string): Promise<void> {
  await tx.agreementChange.updateMany({
    where: { practiceId: tx.practiceId, workingAgreementId, state: 'proposed' },
    data: { state: 'lapsed', settledAt: new Date(tx.now().epochMilliseconds) },
  });
}
