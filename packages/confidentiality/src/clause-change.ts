import { canonicalJson, lineSchema, sha256Hex, textSchema } from '@heather/core';
import { z } from 'zod';
import { clauseTextMax } from './clause.ts';
import { drivingPlaceholders, placeholdersIn } from './placeholders.ts';
import type { Topic } from './render.ts';
import type { TemplateVersion } from './template.ts';

/** Other words for one clause of one agreement. `summary` is of a topic; a clause inside a topic has none. */
export const clauseWordsSchema = z.strictObject({
  summary: lineSchema(140, 1).nullable(),
  text: textSchema(clauseTextMax, 1),
});
export type ClauseWords = z.infer<typeof clauseWordsSchema>;

/** What somebody who says yes says yes to: this clause, in these words. */
export const wordsHash = (clauseId: string, words: ClauseWords): string =>
  sha256Hex(canonicalJson({ clauseId, summary: words.summary, text: words.text }));

/** A clause as it stands in the rendered agreement. */
export function wordsIn(topics: readonly Topic[], clauseId: string): (ClauseWords & { heading: string }) | undefined {
  for (const topic of topics) {
    if (topic.clauseId === clauseId) return { heading: topic.heading, summary: topic.summary, text: topic.text };
    const part = topic.parts.find((one) => one.clauseId === clauseId);
    if (part) return { heading: part.heading, summary: null, text: part.text };
  }
  return undefined;
}

export type NotChangeable = 'not-there' | 'not-signed' | 'follows-the-frame';

/**
 * Why the words of a clause cannot be changed for one agreement; undefined when they can. What is not signed changes without it. A
 * line that says day, fee or notice says what the diary and the ledger go by: only another frame changes both.
 */
export function whyNotChangeable(
  version: TemplateVersion,
  topics: readonly Topic[],
  clauseId: string,
): NotChangeable | undefined {
  const topic = topics.find((one) => one.clauseId === clauseId || one.parts.some((part) => part.clauseId === clauseId));
  const clause = version.clauses.find((one) => one.clauseId === clauseId);
  if (!topic || !clause) return 'not-there';
  if (!topic.isSigned) return 'not-signed';
  const names = placeholdersIn([clause.heading, clause.summary, clause.text].join(' '));
  return names.some((name) => drivingPlaceholders.includes(name)) ? 'follows-the-frame' : undefined;
}

/** The agreement with the changed clauses in their places, in the order in which they came to hold. Headings stay. */
export function withChanges(
  topics: readonly Topic[],
  changes: readonly (ClauseWords & { clauseId: string })[],
): Topic[] {
  return changes.reduce<Topic[]>(
    (all, { clauseId, summary, text }) =>
      all.map((topic) =>
        topic.clauseId === clauseId
          ? { ...topic, summary: summary ?? topic.summary, text }
          : { ...topic, parts: topic.parts.map((part) => (part.clauseId === clauseId ? { ...part, text } : part)) },
      ),
    [...topics],
  );
}
