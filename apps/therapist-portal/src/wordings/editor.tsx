import {
  type ClauseKind,
  checkWording,
  clauseKindsOf,
  type DraftClause,
  newClauseId,
  placeholdersOf,
} from '@heather/confidentiality';
import { Button, SavedNote, Select, TextInput } from '@heather/ui';
import { useState } from 'react';
import { ClauseFields } from './clause-fields.tsx';
import type { UsedDraft } from './use-draft.ts';
import type { Wording } from './wording-page.tsx';
import { clauseKindWords } from './words.ts';

/** The clauses in order: one open at a time, each to be moved, taken out, and put back. */
export function Editor({ wording, used }: { wording: Wording; used: UsedDraft }) {
  const { draft, change, changeClause } = used;
  const [openId, setOpenId] = useState<string | null>(null);
  const [removed, setRemoved] = useState<{ clause: DraftClause; at: number } | null>(null);
  const problems = checkWording({ ...wording, ...draft }, wording.todayOn);
  const { clauses } = draft;
  const move = (at: number, by: -1 | 1) => {
    const next = [...clauses];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    change({ clauses: next });
  };
  const remove = (at: number) => {
    const clause = clauses[at];
    if (clause) setRemoved({ clause, at });
    change({ clauses: clauses.filter((_, index) => index !== at) });
  };
  return (
    <section>
      <h2>Clauses</h2>
      <SavedNote state={used.saved} />
      <Meeting used={used} />
      <TextInput
        name="title"
        label="Title of the document"
        maxLength={80}
        value={draft.title}
        onChange={(title) => change({ title })}
        error={problems.find(({ clauseId, field }) => clauseId === null && field === 'title')?.words}
      />
      {removed ? (
        <p role="status">
          “{removed.clause.heading}” is taken out.{' '}
          <Button
            kind="link"
            onClick={() => {
              change({ clauses: clauses.toSpliced(removed.at, 0, removed.clause) });
              setRemoved(null);
            }}
          >
            Put it back
          </Button>
        </p>
      ) : null}
      <ol className="rows clauses">
        {clauses.map((clause, at) => {
          const own = problems.filter(({ clauseId }) => clauseId === clause.clauseId);
          const stops = own.filter(({ isBlocking }) => isBlocking);
          const isOpen = openId === clause.clauseId;
          return (
            <li key={clause.clauseId}>
              <div className="clause-line">
                <span>
                  <b>{clause.heading || 'No heading yet'}</b>{' '}
                  <span className="quiet">
                    {clauseKindWords[clause.kind]}
                    {clause.kind === 'limit' && clause.binds?.who === 'some' ? '. Off until it is turned on' : ''}
                  </span>
                  {[...stops, ...own.filter((one) => !one.isBlocking)].map(({ field, words, isBlocking }) => (
                    <span key={`${field} ${words}`}>
                      <br />
                      {isBlocking ? <b>{words}</b> : <span className="quiet">{words}</span>}
                    </span>
                  ))}
                </span>
                <span className="acts">
                  <Button
                    aria-expanded={isOpen}
                    onClick={() => setOpenId(isOpen ? null : clause.clauseId)}
                    aria-label={`${isOpen ? 'Close' : 'Change'} ${clause.heading}`}
                  >
                    {isOpen ? 'Close' : 'Change'}
                  </Button>
                </span>
              </div>
              {isOpen ? (
                <>
                  <ClauseFields
                    kind={wording.kind}
                    language={wording.language}
                    clause={clause}
                    above={clauses.slice(0, at).filter(({ under }) => !under)}
                    problems={own}
                    change={(over) => changeClause(clause.clauseId, over)}
                  />
                  <p className="acts">
                    {at > 0 ? <Button onClick={() => move(at, -1)}>Move up</Button> : null}
                    {at < clauses.length - 1 ? <Button onClick={() => move(at, 1)}>Move down</Button> : null}
                    <Button onClick={() => remove(at)}>Take it out</Button>
                  </p>
                </>
              ) : null}
            </li>
          );
        })}
      </ol>
      <NewClause
        wording={wording}
        taken={[...wording.usedIds, ...clauses.map(({ clauseId }) => clauseId)]}
        onAdd={(clause) => {
          change({ clauses: [...clauses, clause] });
          setOpenId(clause.clauseId);
        }}
      />
      <details>
        <summary>Words that are filled in for each agreement</summary>
        <ul className="placeholders">
          {placeholdersOf(wording.kind, wording.language).map((name) => (
            <li key={name}>{`{${name}}`}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** What somebody else kept meanwhile: put together where it could be, asked where both changed one clause. */
function Meeting({ used }: { used: UsedDraft }) {
  if (!used.merged) return null;
  if (used.clashes.length === 0)
    return <p role="status">Somebody else kept something meanwhile. Both are here; nothing was lost.</p>;
  return (
    <div role="alert">
      <p>
        <b>These were changed here and elsewhere at once.</b> Nothing is kept until you choose.
      </p>
      {used.clashes.map(({ clauseId, theirs }) => (
        <div key={clauseId}>
          <p>
            {theirs ? `Elsewhere “${theirs.heading}” says: ${theirs.text}` : 'Elsewhere this clause was taken out.'}
          </p>
          <p className="acts">
            <Button onClick={() => used.settle(clauseId, false)}>Keep what stands here</Button>
            <Button onClick={() => used.settle(clauseId, true)}>Take the other</Button>
          </p>
        </div>
      ))}
    </div>
  );
}

type NewProps = { wording: Wording; taken: readonly string[]; onAdd: (clause: DraftClause) => void };

function NewClause({ wording, taken, onAdd }: NewProps) {
  const kinds = clauseKindsOf(wording.kind);
  const [heading, setHeading] = useState('');
  const [kind, setKind] = useState<ClauseKind | ''>(kinds.length === 1 ? (kinds[0] as ClauseKind) : '');
  const [error, setError] = useState<string | undefined>(undefined);
  const add = () => {
    if (heading.trim() === '' || kind === '') return setError('Give it a heading, and say what it is.');
    onAdd({
      kind,
      clauseId: newClauseId(heading, kind, taken),
      heading: heading.trim(),
      summary: '',
      text: '',
      ...(kind === 'limit' && { source: '', checkedOn: null, binds: { who: 'everyone' as const } }),
      ...(kind === 'optional_consent' && {
        ...{ question: '', yesLabel: 'Yes, you may', noLabel: 'No, please don’t', afterWithdrawal: '' },
        ...{ purpose: '', dataCategories: [], recipients: [] },
      }),
    });
    setHeading('');
    setError(undefined);
  };
  return (
    <div className="field-group">
      <h3>A new clause</h3>
      <TextInput
        name="newHeading"
        label="Its heading"
        maxLength={80}
        value={heading}
        onChange={setHeading}
        error={error}
      />
      {kinds.length > 1 ? (
        <Select
          name="newKind"
          label="What it is"
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: clauseKindWords[value] }))}
        />
      ) : null}
      <p className="acts">
        <Button onClick={add}>Add it</Button>
      </p>
    </div>
  );
}
