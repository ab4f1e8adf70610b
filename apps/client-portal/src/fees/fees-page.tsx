import './fees.css';
import type { ClientRouter } from '@heather/api/client';
import { BackLink, Button, Empty, ErrorSummary, Loading, PageTitle, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { money } from '../app/money.ts';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';

type Mine = inferRouterOutputs<ClientRouter>['fees']['mine'];

const dayText = (on: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${on}T00:00:00Z`),
  );

/** What is owed, each line that made it so, and who else pays. Of what others paid, nothing. */
export default function FeesPage() {
  const [after, setAfter] = useState(0);
  const ledger = useQuery(trpc.fees.mine.queryOptions({ after }));
  if (!ledger.data) return <Loading />;
  const { owedPence, entries, next, payers, statements } = ledger.data;
  const own = entries.filter(({ party }) => party === 'client');
  return (
    <div className="fees-page">
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
      {payers.map((payer) => (
        <Payer key={payer.arrangementId} payer={payer} />
      ))}
      <h2>What was charged and paid</h2>
      {own.length === 0 ? (
        <Empty>Each session and each payment will have its line here.</Empty>
      ) : (
        <dl className="summary-list">
          {own.map((entry) => (
            <div key={entry.id}>
              <dt>
                {entry.words}
                <span className="quiet">, {dayText(entry.on)}</span>
                {entry.receipt === null ? null : (
                  <>
                    {' '}
                    <a href={`/files/receipt/${entry.receipt.id}`} download>
                      Receipt<span className="away"> {entry.receipt.number}</span>
                    </a>
                  </>
                )}
              </dt>
              <dd>
                {entry.effectPence > 0 ? '' : 'less '}
                {money(Math.abs(entry.effectPence))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="acts-client">
        {after === 0 ? null : <Button onClick={() => setAfter(0)}>Back to the newest</Button>}
        {next === null ? null : <Button onClick={() => setAfter(next)}>Show older lines</Button>}
      </div>
      {statements.length === 0 ? null : (
        <>
          <h2>Statements</h2>
          <ul className="rows">
            {statements.map((one) => (
              <li key={one.id}>
                <a href={`/files/statement/${one.id}`} download>
                  {dayText(one.fromOn)} to {dayText(one.untilOn)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="small aside">If something is not right, or paying is hard, please talk to us.</p>
    </div>
  );
}

function share(payer: Mine['payers'][number]): string {
  if (payer.share === 'whole') return `${payer.payer} pays for your sessions.`;
  if (payer.share === 'fixed')
    return `${payer.payer} pays ${money(payer.sharePence ?? 0)} of each session. You pay the rest.`;
  return `${payer.payer} pays ${(payer.sharePoints ?? 0) / 100} % of each session. You pay the rest.`;
}

const shown = { name: 'your name', initials: 'your initials', reference: 'a number in place of your name' } as const;

/** Somebody else who pays: what is left, what they are told, and, at the end of it, one's own choice. */
function Payer({ payer }: { payer: Mine['payers'][number] }) {
  const [isAsking, setAsking] = useState(false);
  const { busy, errors, act } = useAct();
  const choose = () =>
    act('choose', async () => {
      await api.fees.payMyself.mutate({ arrangementId: payer.arrangementId });
      await queryClient.invalidateQueries(trpc.fees.pathFilter());
    });
  const { left, waiting, waitingPence, authorisedUntilOn, state } = payer;
  return (
    <section className="stack-close">
      <h2>Who else pays</h2>
      <p>{share(payer)}</p>
      {left === null || left === 0 ? null : (
        <p>{left === 1 ? 'They pay for one more session.' : `They pay for ${left} more sessions.`}</p>
      )}
      {left === 0 ? <p>They have paid for all the sessions they agreed to.</p> : null}
      {authorisedUntilOn === null || state === 'reached' ? null : (
        <p>
          {state === 'expired' ? 'Their yes ended on' : 'Their yes lasts until'} {dayText(authorisedUntilOn)}.
        </p>
      )}
      {waiting === 0 ? null : (
        <p>
          <b>
            {waiting === 1 ? 'One session is' : `${waiting} sessions are`} past that, {money(waitingPence)}.
          </b>{' '}
          You do not owe this. We will talk with you first.
        </p>
      )}
      <p className="quiet">
        Their papers show {shown[payer.shownAs]}, the sums
        {payer.seesDates ? ' and the days' : ', and how many each month, not the days'}. They do not say what you talk
        about.
      </p>
      <ErrorSummary errors={errors} />
      {payer.mayChoose && !isAsking ? (
        <div className="acts-client">
          <Button onClick={() => setAsking(true)}>I want to pay for these myself</Button>
        </div>
      ) : null}
      {isAsking ? (
        <>
          <p>
            {waiting === 0 ? 'From the next session on' : `These ${money(waitingPence)}, and the sessions after them,`}{' '}
            will be yours to pay. You can also wait and talk to us.
          </p>
          <div className="acts-client">
            <Button busy={busy === 'choose' && 'Saving…'} onClick={choose}>
              Yes, I will pay
            </Button>
            <Button onClick={() => setAsking(false)}>Not now</Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
