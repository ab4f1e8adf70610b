import './absence.css';
import { ButtonLink, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useFirstButton } from '../app/first-button.ts';
import { trpc } from '../app/trpc.ts';
import { kindWords, phaseWords } from './away-data.ts';

/** Who is away, when, and who stands in. */
export default function AbsencePage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.absence.list.queryOptions());
  const first = useFirstButton();
  if (!found.data) return <Loading />;
  const { rows, isTherapist, therapists } = found.data;
  const mayStart = isTherapist || therapists.length > 0;
  return (
    <div className="away-page">
      <div className="page-head">
        <PageTitle title="Time away" />
        {mayStart ? (
          <ButtonLink kind={first} href="/absence/new">
            Plan time away
          </ButtonLink>
        ) : null}
      </div>
      <p className="quiet">
        {isTherapist ? (
          <>
            <a href="/absence/today">I cannot come in today</a>.{' '}
          </>
        ) : null}
        {mayStart ? (
          <>
            <a href="/absence/calls">People to ring</a>.{' '}
          </>
        ) : null}
        {isTherapist ? (
          <a href="/clinical-will">Your clinical will</a>
        ) : (
          <a href="/clinical-will/entrusted">Clinical wills</a>
        )}
      </p>
      {rows.length === 0 ? (
        <Empty>Nobody is away, and nobody will be.</Empty>
      ) : (
        <ul className="rows away-rows">
          {rows.map((row) => (
            <li key={row.id}>
              <a href={`/absence/${row.id}`}>{row.name}</a>
              <span>
                {row.when}
                <span className="quiet">
                  {row.kind === null ? '' : `, ${kindWords[row.kind].toLowerCase()}`}
                  {row.covers.length === 0 ? '' : `. ${row.covers.join(' and ')} stands in`}
                </span>
              </span>
              <span className="quiet">{phaseWords[row.phase]}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
