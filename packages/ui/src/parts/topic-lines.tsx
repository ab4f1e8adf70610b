import type { ReactNode } from 'react';
import { Topics } from './topics.tsx';

/** What stands under a clause. The heading is given for a clause inside another, to tell the links of one topic apart. */
type After = (clauseId: string, heading?: string) => ReactNode;
type Part = { clauseId: string; heading: string; text: string };
export type TopicWords = Part & { summary: string; parts: readonly Part[]; isSigned: boolean };

/** Paragraphs of a clause, and the clauses inside it, each with its own heading. */
export function TopicBody({ topic, after }: { topic: TopicWords; after?: After }) {
  return (
    <>
      <Paragraphs text={topic.text} />
      {topic.parts.map((part) => (
        <div key={part.clauseId}>
          <p>
            <b>{part.heading}</b>
          </p>
          <Paragraphs text={part.text} />
          {after?.(part.clauseId, part.heading)}
        </div>
      ))}
    </>
  );
}

export function Paragraphs({ text }: { text: string }) {
  return text.split(/\n{2,}/).map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}

/** An agreement as its client meets it: a line for each topic, all of it one tap away. `after` stands under each opened text. */
export function TopicLines({ topics, after }: { topics: readonly TopicWords[]; after?: After }) {
  return (
    <Topics
      topics={topics.map((topic) => ({
        id: `topic-${topic.clauseId.replaceAll('.', '-')}`,
        title: topic.heading,
        summary: topic.summary,
        body: (
          <>
            <TopicBody topic={topic} {...(after && { after })} />
            {after?.(topic.clauseId)}
          </>
        ),
      }))}
    />
  );
}
