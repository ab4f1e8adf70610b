import './notes.css';
import { ButtonLink, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useFirstButton } from '../app/first-button.ts';
import { trpc } from '../app/trpc.ts';
import { noteHref } from './note-data.ts';

const stateWords = {
  unrecorded: 'Not recorded, no note',
  missing: 'No note',
  draft: 'Draft, not signed',
  'two-versions': 'Words that came after the signature',
};

/** What I have yet to write. Mine alone: nobody is shown it, and nobody counts it. */
export default function UnfinishedPage() {
  const kind = useFirstButton();
  const asked = useQuery(trpc.notes.unfinished.queryOptions(undefined, { staleTime: 0 }));
  if (!asked.data) return <Loading />;
  const { rows, hasMore, lookBackWeeks } = asked.data;
  return (
    <div className="notes">
      <div className="page-head">
        <PageTitle title="Notes">Notes to finish</PageTitle>
        <p className="quiet">For you alone.</p>
        <ButtonLink kind={kind} href="/notes/today">
          Close the day
        </ButtonLink>
      </div>
      {rows.length === 0 ? (
        <Empty>Everything is written. Sessions without a note, and drafts, will stand here.</Empty>
      ) : (
        <ul className="rows">
          {rows.map(({ sessionId, clientId, name, when, isToday, state }) => (
            <li key={`${sessionId} ${clientId}`} className="unfinished-row">
              <a href={noteHref({ sessionId, clientId })}>{name}</a>
              <span>{isToday ? `Today, ${when.split(', ').at(-1)}` : when}</span>
              <b>{stateWords[state]}</b>
            </li>
          ))}
        </ul>
      )}
      {hasMore ? <p>There are more. They come as these are written.</p> : null}
      <p className="quiet">
        Sessions of the last {lookBackWeeks} weeks, and drafts of any age.{' '}
        <a href="/notes/templates">Your headings to write under</a>
      </p>
    </div>
  );
}
