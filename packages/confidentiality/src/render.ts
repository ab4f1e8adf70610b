import { canonicalJson, sha256Hex } from '@heather/core';
import type { Clause, ClauseKind } from './clause.ts';
import type { WorkingAgreement } from './frame.ts';
import { frameWords, type NoticePractice, noticeWords } from './frame-words.ts';
import { fill, ownPlaceholders, placeholdersIn } from './placeholders.ts';
import { clauseHash, type TemplateVersion } from './template.ts';

export type TopicPart = { clauseId: string; kind: ClauseKind; heading: string; text: string };

/** One line of the agreement as a client meets it: heading and summary first, the whole text one tap away. */
export type Topic = {
  clauseId: string;
  kind: ClauseKind;
  heading: string;
  summary: string;
  /** Paragraphs parted by a blank line. */
  text: string;
  /** Clauses said inside this topic, each citable by its own id: the limits of "Private, unless". */
  parts: TopicPart[];
  /** False for what may change without signing again; it is outside the rendered hash. */
  isSigned: boolean;
};

/** An optional consent as it is asked: a question with its own yes and no, neither of them chosen. */
export type ConsentQuestion = {
  clauseId: string;
  heading: string;
  question: string;
  text: string;
  yesLabel: string;
  noLabel: string;
  afterWithdrawal: string;
  textSha256: string;
};

/**
 * The agreement in words. Pure: the same version and frame give the same text, character for character.
 * Limits not in the frame are left out; clauses for another kind of place are left out.
 */
export function renderAgreement(version: TemplateVersion, frame: WorkingAgreement): Topic[] {
  const kept = version.clauses.filter((clause) => {
    if (clause.kind === 'limit') return frame.limits.includes(clause.clauseId);
    if (clause.kind === 'term' && clause.onlyWhere !== undefined) return clause.onlyWhere.includes(frame.place.kind);
    return true;
  });
  return topicsOf(kept, frameWords(frame, version.language));
}

/** A privacy notice in words, before or after there is an agreement. */
export function renderNotice(version: TemplateVersion, practice: NoticePractice): Topic[] {
  return topicsOf(version.clauses, noticeWords(practice));
}

function topicsOf(clauses: Clause[], words: Record<string, string>): Topic[] {
  const topics = new Map<string, Topic>();
  for (const clause of clauses) {
    const text = fill(clause.text, words);
    const heading = fill(clause.heading, words);
    const { clauseId, kind } = clause;
    const above = clause.under === undefined ? undefined : topics.get(clause.under);
    if (above) above.parts.push({ clauseId, kind, heading, text });
    else {
      const isSigned = !(clause.kind === 'statement' && clause.isLive);
      topics.set(clauseId, {
        clauseId,
        kind,
        heading,
        summary: fill(clause.summary, words),
        text,
        parts: [],
        isSigned,
      });
    }
  }
  return [...topics.values()];
}

/** Stands where words are kept apart from what is signed: in the record, and for whoever they are not meant for. */
export const keptApart = 'This can change without signing again. It is kept apart from what you sign.';

const apart = (topic: Topic): Topic => ({ ...topic, text: keptApart });

/** What a record keeps for ever: the signed topics whole, of the live ones no more than that they were there. */
export const keptTopics = (topics: Topic[]): Topic[] => topics.map((topic) => (topic.isSigned ? topic : apart(topic)));

/** The same topics for somebody who may read the frame and not what the two people say of how they work. */
export function withoutHowWeWork(version: TemplateVersion, topics: Topic[]): Topic[] {
  const own = new Set(
    version.clauses
      .filter(({ text }) => placeholdersIn(text).some((name) => ownPlaceholders.includes(name)))
      .map(({ clauseId }) => clauseId),
  );
  return topics.map((topic) => (own.has(topic.clauseId) ? apart(topic) : topic));
}

/** The optional consents of a version as questions, in order. `textSha256` is of the clause, before names are filled in. */
export function renderConsents(version: TemplateVersion, frame: WorkingAgreement): ConsentQuestion[] {
  const words = frameWords(frame, version.language);
  return version.clauses.flatMap((clause) =>
    clause.kind === 'optional_consent'
      ? [
          {
            clauseId: clause.clauseId,
            heading: fill(clause.heading, words),
            question: fill(clause.question, words),
            text: fill(clause.text, words),
            yesLabel: clause.yesLabel,
            noLabel: clause.noLabel,
            afterWithdrawal: fill(clause.afterWithdrawal, words),
            textSha256: clauseHash(clause),
          },
        ]
      : [],
  );
}

/** SHA-256 of exactly what was shown and is bound by signing; live topics are left out. */
export const renderedHash = (topics: Topic[]): string =>
  sha256Hex(canonicalJson(topics.filter((topic) => topic.isSigned)));

/** Words that a reader meets if every line is opened: for "about 6 minutes". */
export function countTopicWords(topics: Pick<Topic, 'heading' | 'summary' | 'text' | 'parts'>[]): number {
  const all = topics.flatMap((topic) => [
    topic.heading,
    topic.summary,
    topic.text,
    ...topic.parts.flatMap((part) => [part.heading, part.text]),
  ]);
  return all.join(' ').split(/\s+/).filter(Boolean).length;
}
