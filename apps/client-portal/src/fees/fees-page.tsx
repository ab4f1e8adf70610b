import { BackLink, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { money } from '../app/money.ts';
import { trpc } from '../app/trpc.ts';

/** What is owed, and each line that made it so. */
export default function FeesPage() {
  const ledger = useQuery(trpc.fees.mine.queryOptions());
  if (!ledger.data) return <Loading />;
  const { owedPence, entries, more } = ledger.data;
  return (
    <>
      <BackLink href="/">Your page</BackLink>
      <PageTitle title="Your fees" />
      <p>
        <b>
          {owedPence > 0
            ? `${money(owedPence)} to pay`
            : owedPence < 0
              ? `${money(-owedPence)} paid ahead`
              : 'Nothing to pay'}
        </b>
      </p>
      {entries.length === 0 ? (
        <Empty>Each session and each payment will have its line here.</Empty>
      ) : (
        <dl className="summary-list">
          {entries.map((entry) => (
            <div key={entry.id}>
              <dt>
                {entry.words}
                {entry.kind === 'charge' ? null : <span className="quiet">, {entry.on}</span>}
              </dt>
              <dd>
                {entry.kind === 'charge' ? '' : 'less '}
                {money(entry.pence)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {more ? <p className="small quiet">Older lines are kept. Ask us if you need them.</p> : null}
      <p className="small aside">If something is not right, or paying is hard, please talk to us.</p>
    </>
  );
}
