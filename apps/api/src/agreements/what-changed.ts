import type { ConsentQuestion, Topic } from '@heather/confidentiality';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import type { LoadedPack } from './load-pack.ts';

/** One thing that is not as it was when this person last signed: old beside new, as it was and is shown. null: was not, or is no more, there. */
export const changedSchema = z.strictObject({
  part: z.enum(['agreement', 'notice', 'consents']),
  clauseId: z.string(),
  heading: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
type Changed = z.infer<typeof changedSchema>;

const kinds = { agreement: 'working-agreement', notice: 'privacy-notice', consents: 'optional-consents' } as const;
type Shown = Map<string, { heading: string; words: string }>;

/**
 * What differs from the words that the same person last signed in this course; null when there is nothing to compare with. Both are
 * taken as they were shown, so that a new fee is told as a new wording is.
 */
export async function whatChanged(db: Tx, { row, topics, notice, questions }: LoadedPack): Promise<Changed[] | null> {
  const { practiceId, clientId, episodeId, id } = row;
  const before = await db.agreementPack.findFirst({
    where: {
      practiceId,
      clientId,
      episodeId,
      id: { not: id },
      workingAgreement: { number: { lt: row.workingAgreement.number } },
      signatureAsPack: { some: { role: 'therapist' } },
    },
    orderBy: { workingAgreement: { number: 'desc' } },
    select: { consentRecordAsPack: { select: { kind: true, rendered: true } } },
  });
  if (!before) return null;
  const was = (part: keyof typeof kinds) =>
    (before.consentRecordAsPack.find(({ kind }) => kind === kinds[part])?.rendered ?? []) as unknown;
  return [
    ...differing('agreement', ofTopics(was('agreement') as Topic[]), ofTopics(topics)),
    ...differing('notice', ofTopics(was('notice') as Topic[]), ofTopics(notice)),
    ...differing('consents', ofQuestions(was('consents') as ConsentQuestion[]), ofQuestions(questions)),
  ];
}

/** What is signed, each with what stands under it: facts that may change without signing are nobody's question here. */
const ofTopics = (topics: readonly Topic[]): Shown =>
  new Map(
    topics
      .filter(({ isSigned }) => isSigned)
      .flatMap(({ clauseId, heading, text, parts }) => [
        [clauseId, { heading, words: text }] as const,
        ...parts.map((part) => [part.clauseId, { heading: part.heading, words: part.text }] as const),
      ]),
  );

const ofQuestions = (questions: readonly ConsentQuestion[]): Shown =>
  new Map(
    questions.map(({ clauseId, heading, question, text, afterWithdrawal }) => [
      clauseId,
      { heading, words: [question, text, afterWithdrawal].join('\n\n') },
    ]),
  );

function differing(part: Changed['part'], before: Shown, after: Shown): Changed[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((clauseId) => {
    const [was, is] = [before.get(clauseId), after.get(clauseId)];
    if (was?.words === is?.words) return [];
    return [
      { part, clauseId, heading: (is ?? was)?.heading ?? '', before: was?.words ?? null, after: is?.words ?? null },
    ];
  });
}
