import type { Goal } from '@heather/alliance';
import { goalWords } from '@heather/alliance';
import type { StaffContext } from '../trpc/procedures.ts';
import { foremost, type loadGoals, type ResultRow, type SignalRow } from './load-care.ts';
import type { DaySession } from './load-sessions.ts';
import type { OpenPack } from './load-waiting.ts';

type Sealed = {
  goals: Awaited<ReturnType<typeof loadGoals>>;
  signals: readonly SignalRow[];
  packs: readonly OpenPack[];
  /** Shown as they are: nothing of them is sealed, and reading them is noted all the same. */
  results: readonly ResultRow[];
};

/** What was sealed, in clear, by the id of its row; goals with their ratings by client. */
export type OpenedCare = {
  wishes: Map<string, string>;
  sentences: Map<string, { clientId: string; words: string }>;
  talks: Map<string, string>;
  goals: { clientId: string; words: string; ratings: { rating: number; at: string }[] }[];
};

/**
 * Opens what the cards of the sessions to come show, and notes the reading: one row a client, all in one insert. What no card shows
 * stays sealed.
 */
export async function openCare(
  ctx: StaffContext,
  sessions: readonly DaySession[],
  sealed: Sealed,
): Promise<OpenedCare> {
  const { practiceId, staffId } = ctx.actor;
  const purposes = new Map<string, 'care' | 'cover'>();
  for (const { therapistId, people } of sessions)
    for (const { clientId } of people) purposes.set(clientId, therapistId === staffId ? 'care' : 'cover');
  const isShown = ({ clientId }: { clientId: string }) => purposes.has(clientId);
  const read = new Map<string, number>();
  const open = (clientId: string, table: string, column: string, rowId: string, bytes: Uint8Array) => {
    read.set(clientId, (read.get(clientId) ?? 0) + 1);
    return ctx.vault.open(clientId, { table, column, rowId }, bytes);
  };
  await ctx.vault.loadKeys([...purposes.keys()]);

  const wished = sessions
    .flatMap(({ people }) => people)
    .filter(({ wishId, wish }) => wishId !== null && wish !== null);
  const [wishes, sentences, talks, goals] = await Promise.all([
    Promise.all(
      wished.map(async ({ clientId, wishId, wish }): Promise<[string, string]> => {
        const id = wishId as string;
        return [id, await open(clientId, 'session_wish', 'words_sealed', id, Buffer.from(wish as string, 'base64'))];
      }),
    ),
    Promise.all(
      foremost(sealed.signals.filter(isShown)).map(
        async ({ id, clientId, sentenceSealed }): Promise<[string, { clientId: string; words: string }]> => [
          id,
          { clientId, words: await open(clientId, 'alliance_signal', 'sentence_sealed', id, sentenceSealed) },
        ],
      ),
    ),
    Promise.all(
      sealed.packs
        .filter(isShown)
        .flatMap(({ clientId, talkId, talkSealed }) =>
          talkId && talkSealed
            ? [
                open(clientId, 'agreement_talk', 'words_sealed', talkId, talkSealed).then((words): [string, string] => [
                  talkId,
                  words,
                ]),
              ]
            : [],
        ),
    ),
    Promise.all(
      sealed.goals.filter(isShown).map(async ({ id, clientId, wordsSealed, ratings }) => {
        const life = JSON.parse(await open(clientId, 'goal', 'words_sealed', id, wordsSealed)) as Goal;
        return { clientId, words: goalWords(life), ratings };
      }),
    ),
  ]);
  for (const { clientId } of sealed.results.filter(isShown)) read.set(clientId, (read.get(clientId) ?? 0) + 1);
  if (read.size > 0) {
    await ctx.db.clinicalRead.createMany({
      data: [...read].map(([clientId, subjectCount]) => ({
        practiceId,
        staffId,
        clientId,
        subjectType: 'day',
        subjectCount,
        purpose: purposes.get(clientId) ?? 'care',
        requestId: ctx.requestId,
        at: new Date(ctx.now().epochMilliseconds),
      })),
    });
  }
  return { wishes: new Map(wishes), sentences: new Map(sentences), talks: new Map(talks), goals };
}
