import { type Clause, type DraftClause, differenceOf, settled, wordsThatDiffer } from '@heather/confidentiality';
import { Empty } from '@heather/ui';
import { fieldWord } from './words.ts';

type Worded = { title: string; clauses: readonly DraftClause[] };

/** A wording as the comparison takes it; what is not written yet is left out. */
export const comparable = ({ title, clauses }: Worded) => ({
  title,
  clauses: clauses.map((clause) => settled(clause) as Clause),
});

const changeWords = { added: 'new', removed: 'gone', reworded: 'reworded', moved: 'stands elsewhere' } as const;

/** Old beside new, by clause: what went is struck through, what came is underlined, and each is said in words too. */
export function Difference({ older, newer }: { older: Worded; newer: Worded }) {
  const { clauses, title, isSame } = differenceOf(comparable(older), comparable(newer));
  if (isSame) return <Empty>Word for word the same.</Empty>;
  return (
    <ul className="rows differs">
      {title ? (
        <li>
          <b>Title</b>
          <p>
            <Pieces before={title.before} after={title.after} />
          </p>
        </li>
      ) : null}
      {clauses.map(({ clauseId, change, before, after, fields, isRead }) => (
        <li key={clauseId}>
          <b>{(after ?? before)?.heading}</b>{' '}
          <span className="quiet">
            {changeWords[change]}
            {fields.length > 0 ? `: ${fields.map(fieldWord).join(', ')}` : ''}
            {change === 'reworded' && !isRead ? '. Nobody who reads it sees a difference.' : ''}
          </span>
          {change === 'moved' ? null : (
            <p>
              <Pieces before={textOf(before)} after={textOf(after)} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

const textOf = (clause: Clause | null) =>
  clause?.kind === 'optional_consent' ? `${clause.question} ${clause.text}` : (clause?.text ?? '');

function Pieces({ before, after }: { before: string; after: string }) {
  return wordsThatDiffer(before, after).map(({ kind, text }, at) => {
    const key = `${at} ${kind}`;
    if (kind === 'same') return <span key={key}>{text}</span>;
    return kind === 'out' ? (
      <del key={key}>
        <span className="away">gone: </span>
        {text}
      </del>
    ) : (
      <ins key={key}>
        <span className="away">new: </span>
        {text}
      </ins>
    );
  });
}
