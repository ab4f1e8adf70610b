import './retention.css';
import { Button, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../app/trpc.ts';
import { HoldLine } from './hold-line.tsx';
import { OpenRecord } from './open-record.tsx';
import { dayText, kindWords } from './words.ts';

/** What waits for a decision, what is held, by which rules: names and days, and nothing of what is in a record. */
export default function RetentionPage(_: { params: Record<string, string | undefined> }) {
  return (
    <>
      <div className="page-head">
        <PageTitle title="Records">How long records are kept</PageTitle>
        <p className="quiet">
          Nothing is destroyed by itself: somebody looks first, and there are days to take it back.
        </p>
      </div>
      <div className="stack retention">
        <Due />
        <Holds />
        <Rules />
        <p className="acts">
          <a href="/practice/retention/certificates">Certificates</a>
          <a href="/complaints">Complaints</a>
        </p>
      </div>
    </>
  );
}

function Due() {
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <section aria-labelledby="due">
      <h2 id="due">To decide</h2>
      {pages.map((after, at) => (
        <DuePage
          key={after ?? 'first'}
          after={after}
          isLast={at === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </section>
  );
}

function DuePage(props: { after: string | null; isLast: boolean; onMore: (next: string) => void }) {
  const { after, isLast, onMore } = props;
  const due = useQuery(trpc.retention.due.queryOptions({ after }));
  if (!due.data) return <Loading />;
  const { records, mayConfirm, graceDays, count, next } = due.data;
  return (
    <>
      {after !== null ? null : records.length === 0 ? (
        <Empty>Nothing waits. On the first of each month, records whose time has come stand here.</Empty>
      ) : (
        <p className="quiet">
          {count === 1 ? 'One record stands' : `${count} records stand`} here.{' '}
          {mayConfirm
            ? `A yes takes effect after ${graceDays} days.`
            : 'The clinical lead decides; you can hold a record or take a yes back.'}
        </p>
      )}
      {records.length === 0 ? null : (
        <ul className="rows">
          {records.map((record) => (
            <li key={record.destructionId}>
              <OpenRecord record={record} mayConfirm={mayConfirm} withName />
            </li>
          ))}
        </ul>
      )}
      {isLast && next ? (
        <p className="acts">
          <Button kind="link" onClick={() => onMore(next)}>
            More
          </Button>
        </p>
      ) : null}
    </>
  );
}

function Holds() {
  const found = useQuery(trpc.retention.holds.queryOptions());
  if (!found.data) return <Loading />;
  const { holds } = found.data;
  return (
    <section aria-labelledby="holds">
      <h2 id="holds">Held</h2>
      {holds.length === 0 ? (
        <p className="quiet">No record is held. To hold one, open the person’s record.</p>
      ) : (
        <ul className="rows">
          {holds.map((hold) => (
            <li key={hold.holdId}>
              <a href={`/clients/${hold.clientId}/record`}>{hold.clientName}</a>
              <HoldLine hold={hold} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Rules() {
  const found = useQuery(trpc.retention.rules.queryOptions());
  if (!found.data) return <Loading />;
  const { rules, mayChange, checkedOn } = found.data;
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">Rules</h2>
      <ul className="rows">
        {(Object.keys(kindWords) as (keyof typeof kindWords)[]).map((kind) => (
          <li key={kind}>
            <b>{kindWords[kind]}</b>
            {rules
              .filter((rule) => rule.kind === kind)
              .map((rule) => (
                <span className="line" key={rule.ruleId ?? 'suggested'}>
                  {rule.words}. <span className="quiet">{rule.source}</span>
                </span>
              ))}
            {mayChange ? (
              <a className="line" href={`/practice/retention/rules/${kind}`}>
                Change, and see what it would do<span className="away"> for {kindWords[kind]}</span>
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="quiet">
        Heather’s suggestions were last checked on {dayText(checkedOn)}. They are no legal advice: read your insurer’s
        and your professional body’s terms, then set your own.
      </p>
    </section>
  );
}
