import { fail } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { missingForOffer, setUpItems, setUpKeys } from './checklist.ts';
import { loadFacts } from './facts.ts';

/** What is missing before the first client can be offered a place. */
export const checklist = staffProcedure('practice.checklist')
  .output(
    z.strictObject({
      items: z.array(
        z.strictObject({
          key: z.enum(setUpKeys),
          title: z.string(),
          isDone: z.boolean(),
          isEssential: z.boolean(),
          words: z.string(),
          href: z.string(),
        }),
      ),
      mayOffer: z.boolean(),
      isDone: z.boolean(),
    }),
  )
  .query(async ({ ctx }) => {
    const items = setUpItems(await loadFacts(ctx.db, ctx.practice, ctx.now()));
    return {
      items,
      mayOffer: items.every(({ isDone, isEssential }) => isDone || !isEssential),
      isDone: items.every(({ isDone }) => isDone),
    };
  });

/** Refuses an offer from a practice that could not keep what it promises. @throws Refusal 'practice/not-ready', naming what is missing */
export async function refuseUntilReady(
  tx: WriteTransaction,
  practice: { id: string; timeZone: string },
  therapistId: string,
): Promise<void> {
  const missing = missingForOffer(await loadFacts(tx, practice, tx.now()), therapistId);
  if (missing.length > 0) fail('practice/not-ready', { missing });
}
