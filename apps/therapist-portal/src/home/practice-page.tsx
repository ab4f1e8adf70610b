import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import { Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { trpc } from '../app/trpc.ts';
import { KeptSafe } from './kept-safe.tsx';
import { ToRing } from './to-ring.tsx';

type Practice = inferRouterOutputs<StaffRouter>['home']['practice'];
type Row = Practice['unsigned']['rows'][number];

/** What waits in the practice: people, offers, signatures. Of a safety answer only since when. */
export default function PracticePage(_: { params: Record<string, string | undefined> }) {
  const practice = useQuery(trpc.home.practice.queryOptions(undefined, { refetchInterval: 60_000 }));
  if (!practice.data) return <Loading />;
  const { today, unanswered, waiting, offers, unsigned, toBook, gaps, unsealed, sealKeyDays, owing, seesFees } =
    practice.data;
  return (
    <>
      <div className="page-head">
        <PageTitle title="Today">{today}</PageTitle>
        <p className="quiet">{headLine(practice.data)}</p>
      </div>
      {unanswered.length === 0 ? null : (
        <section className="waits-now" aria-label="Safety answers">
          <p>
            <b>
              {unanswered.length === 1
                ? `A client gave an answer about safety. Nobody has read it ${unanswered[0]}.`
                : `${unanswered.length} answers about safety are unread, the first ${unanswered[0]}.`}
            </b>{' '}
            The people on the ladder have been told.
          </p>
        </section>
      )}
      {sealKeyDays === null ? null : (
        <p role="status">
          <b>
            {sealKeyDays <= 0
              ? 'The key that seals agreements has ended.'
              : `The key that seals agreements ends in ${sealKeyDays} days.`}
          </b>{' '}
          A new one is made by itself 30 days before. If it is not, have the server looked at.
        </p>
      )}
      {unsealed === null ? null : (
        <p>
          <b>
            {unsealed.count === 1
              ? `One agreement is signed but unsealed ${unsealed.since}.`
              : `${unsealed.count} agreements are signed but unsealed, the first ${unsealed.since}.`}
          </b>{' '}
          Sealing is tried again every minute. If it stays so, look at the server’s log.{' '}
          <a href="/agreements">Open the agreements</a>
        </p>
      )}
      <KeptSafe />
      <ToRing />
      <div className="waits">
        <Part
          title="Waiting"
          line={
            waiting.count === 0
              ? 'Everybody who waits has an offer.'
              : `${people(waiting.count)} without an offer, ${waiting.pastLimit === 0 ? 'nobody' : waiting.pastLimit} past our limit of ${waiting.limitDays} days.`
          }
          rows={waiting.rows}
          href={(row) => `/allocation/${row.id}`}
          all={{ href: '/allocation', words: 'Open the waiting list' }}
        />
        <Part
          title="Offers"
          line={
            offers.count === 0
              ? 'No offer is open.'
              : `${offers.count} open${firstOf(offers)}${offers.lapsingToday === 0 ? '' : `, ${offers.lapsingToday} ${offers.lapsingToday === 1 ? 'lapses' : 'lapse'} today`}.`
          }
          rows={offers.rows}
          all={{ href: '/allocation/offers', words: 'Open the offers' }}
        />
        <Part
          title="Not signed"
          line={
            unsigned.count === 0 ? 'Every agreement that was sent is signed.' : `${unsigned.count} sent and not signed.`
          }
          rows={unsigned.rows}
          href={(row) => `/clients/${row.id}/agreement`}
        />
        <Part
          title="To book"
          line={
            toBook.count === 0
              ? 'Everybody who has signed has their times.'
              : `${people(toBook.count)} signed, without times.`
          }
          rows={toBook.rows}
          href={(row) => `/clients/${row.id}/sessions`}
        />
        {gaps.count === 0 ? null : (
          <Part
            title="Without a time"
            line={`${gaps.count === 1 ? 'One standing session' : `${gaps.count} standing sessions`} of the next weeks could not be placed.`}
            rows={gaps.rows}
            all={{ href: '/diary/gaps', words: 'Settle them' }}
          />
        )}
        {seesFees ? (
          <Part
            title="Fees"
            line={owing === 0 ? 'Nobody owes anything.' : `${people(owing)} ${owing === 1 ? 'owes' : 'owe'} something.`}
            rows={[]}
            all={{ href: '/fees', words: 'Open the fees' }}
          />
        ) : null}
      </div>
    </>
  );
}

/** Only so many rows are shown; the count says how many there are. */
const firstOf = ({ count, rows }: { count: number; rows: readonly Row[] }) =>
  rows.length < count ? `, the first ${rows.length} to run out here` : '';

const people = (count: number) => (count === 1 ? 'One person' : `${count} people`);

function headLine({ waiting, offers }: Practice): string {
  const [longest] = waiting.rows;
  if (longest) return `The longest wait is ${longest.words}.`;
  return offers.count === 0 ? 'Nothing waits.' : '';
}

type PartProps = {
  title: string;
  line: string;
  rows: readonly Row[];
  href?: (row: Row) => string;
  all?: { href: string; words: string };
};

function Part({ title, line, rows, href, all }: PartProps) {
  return (
    <section>
      <h2>{title}</h2>
      <p className="quiet">{line}</p>
      {rows.length === 0 ? null : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id}>
              {href === undefined ? <span>{row.name}</span> : <a href={href(row)}>{row.name}</a>}
              <span className="quiet">{row.words}</span>
            </li>
          ))}
        </ul>
      )}
      {all === undefined ? null : (
        <p>
          <a href={all.href}>{all.words}</a>
        </p>
      )}
    </section>
  );
}
