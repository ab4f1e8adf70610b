import './fees.css';
import { Button, ButtonLink, ErrorSummary, Loading, Table, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ClientHead } from '../app/client-head.tsx';
import { useFirstButton } from '../app/first-button.ts';
import { money } from '../app/money.ts';
import { api, trpc } from '../app/trpc.ts';
import { AdjustDialog } from './adjust-dialog.tsx';
import { FeeTerms } from './fee-terms.tsx';
import { type Entry, lineText, refreshFees, shortDay } from './fees-data.ts';
import { LetGoDialog } from './let-go-dialog.tsx';
import { PaymentDialog } from './payment-dialog.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { Statements } from './statements.tsx';
import { WhoPays } from './who-pays.tsx';

type Doing = { what: 'payment' | 'refund' | 'adjust' } | { what: 'let-go' | 'take-back'; entry: Entry } | null;

const sumWords = (pence: number) =>
  pence > 0 ? `${money(pence)} owed` : pence < 0 ? `${money(-pence)} paid ahead` : 'Nothing owed';
const isDebit = (entry: Entry) => entry.effectPence > 0;

/** One client's ledger: whose account stands where, each line, who pays which share. The desk keeps it; their therapist reads it. */
export default function LedgerPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const [after, setAfter] = useState(0);
  const [doing, setDoing] = useState<Doing>(null);
  const { busy, errors, act } = useAct();
  const kind = useFirstButton();
  const ledger = useQuery(trpc.fees.ledger.queryOptions({ clientId, after }));
  if (!ledger.data) return <Loading />;
  const { name, owedPence, accounts, entries, next, mayRecord, arrangements } = ledger.data;
  const close = () => setDoing(null);
  const payers = accounts.filter(({ party }) => party === 'payer');
  const payerOf = (entry: Entry) =>
    entry.party === 'undecided'
      ? 'Not yet decided'
      : (payers.find(({ payerId }) => payerId === entry.payerId)?.name ?? '');
  const hasCredit = accounts.some((account) => account.party !== 'undecided' && account.owedPence < 0);
  const takeBack = (entry: Entry) =>
    act(`back ${entry.id}`, async () => {
      await api.fees.takeBack.mutate({ clientId, entryId: entry.id });
      await refreshFees();
    });
  const action = (entry: Entry) => {
    if (!mayRecord || entry.isUndone) return null;
    if (isDebit(entry) && entry.openPence > 0)
      return (
        <Button kind="link" onClick={() => setDoing({ what: 'let-go', entry })}>
          Let go<span className="away">: {lineText(entry)}</span>
        </Button>
      );
    if (entry.kind === 'charge') return null;
    return (
      <Button
        kind="link"
        busy={busy === `back ${entry.id}` && 'Taking back…'}
        onClick={() => (entry.isToday ? takeBack(entry) : setDoing({ what: 'take-back', entry }))}
      >
        {entry.isToday ? 'Undo' : 'Take back'}
        <span className="away">: {lineText(entry)}</span>
      </Button>
    );
  };
  return (
    <>
      <ClientHead clientId={clientId} name={name} current="ledger" line={sumWords(owedPence)} />
      <ErrorSummary errors={errors} />
      <div className="ledger-sums stack-close">
        {accounts.length < 2 ? (
          <p>
            <b>{sumWords(owedPence)}</b>
          </p>
        ) : (
          <ul className="rows">
            {accounts.map((account) => (
              <li key={`${account.party} ${account.payerId}`}>
                {account.name}: <b>{sumWords(account.owedPence)}</b>
              </li>
            ))}
          </ul>
        )}
        {mayRecord ? (
          <div className="acts">
            <Button kind={kind} onClick={() => setDoing({ what: 'payment' })}>
              Record a payment
            </Button>
            {hasCredit ? <Button onClick={() => setDoing({ what: 'refund' })}>Pay money back</Button> : null}
            <Button onClick={() => setDoing({ what: 'adjust' })}>Add or take off a sum</Button>
          </div>
        ) : null}
      </div>
      <section className="fees-part ledger">
        <h2>Lines</h2>
        <Table
          caption="Ledger"
          rows={entries}
          rowKey={(row) => row.id}
          empty="Each session and each payment will have its line here."
          columns={[
            { key: 'on', head: 'Date', cell: (row) => <span className="fee-day">{shortDay(row.on)}</span> },
            {
              key: 'words',
              head: 'What',
              cell: (row) => (
                <>
                  <span className={row.isUndone ? 'undone' : undefined}>{row.words}</span>
                  {row.why === null ? null : <span className="quiet"> ({row.why})</span>}
                  {row.receipt === null ? null : (
                    <>
                      {' '}
                      <a href={`/files/receipt/${row.receipt.id}`} download>
                        Receipt {row.receipt.number}
                      </a>
                    </>
                  )}
                </>
              ),
            },
            ...(payers.length === 0 && arrangements.length === 0
              ? []
              : [{ key: 'payer', head: 'Who pays', cell: payerOf }]),
            {
              key: 'owed',
              head: 'Charged',
              numeric: true,
              cell: (row) => (isDebit(row) ? money(row.effectPence) : ''),
            },
            {
              key: 'paid',
              head: 'Paid or let go',
              numeric: true,
              cell: (row) => (isDebit(row) ? '' : money(-row.effectPence)),
            },
            {
              key: 'open',
              head: 'Open',
              numeric: true,
              cell: (row) => (isDebit(row) && row.openPence > 0 ? money(row.openPence) : ''),
            },
            ...(mayRecord ? [{ key: 'act', head: <span className="away">Change</span>, cell: action }] : []),
          ]}
        />
        <div className="acts">
          {after === 0 ? null : <Button onClick={() => setAfter(0)}>Back to the newest</Button>}
          {next === null ? null : <Button onClick={() => setAfter(next)}>Show older lines</Button>}
        </div>
      </section>
      <WhoPays clientId={clientId} ledger={ledger.data} />
      {mayRecord ? (
        <p className="acts">
          <ButtonLink href={`/clients/${clientId}/ledger/payer`}>Add somebody who pays</ButtonLink>
        </p>
      ) : null}
      <FeeTerms clientId={clientId} ledger={ledger.data} />
      {mayRecord ? <Statements clientId={clientId} ledger={ledger.data} /> : null}
      {doing?.what === 'payment' ? <PaymentDialog clientId={clientId} ledger={ledger.data} onClose={close} /> : null}
      {doing?.what === 'refund' ? <RefundDialog clientId={clientId} ledger={ledger.data} onClose={close} /> : null}
      {doing?.what === 'adjust' ? <AdjustDialog clientId={clientId} ledger={ledger.data} onClose={close} /> : null}
      {doing?.what === 'let-go' ? <LetGoDialog clientId={clientId} entry={doing.entry} onClose={close} /> : null}
      {doing?.what === 'take-back' ? (
        <LetGoDialog clientId={clientId} entry={doing.entry} onClose={close} isTakingBack />
      ) : null}
    </>
  );
}
