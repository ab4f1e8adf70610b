import './fees.css';
import { Button, Dialog, ErrorSummary, type FormError, Loading, Table, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFirstButton } from '../app/first-button.ts';
import { money } from '../app/money.ts';
import { api, trpc } from '../app/trpc.ts';
import { dayText, payerKinds, refreshFees } from './fees-data.ts';
import { FeesHead } from './fees-head.tsx';
import { PayerFields, payerErrors, payerInput, startPayer } from './payer-fields.tsx';

/** Everybody else who pays: insurers, employers, and persons who pay for one client. */
export default function PayersPage() {
  const [after, setAfter] = useState(0);
  const [isAdding, setAdding] = useState(false);
  const kind = useFirstButton();
  const payers = useQuery(trpc.fees.payers.queryOptions({ after }));
  if (!payers.data) return <Loading />;
  const { payers: rows, next } = payers.data;
  return (
    <>
      <FeesHead title="Payers" current="/fees/payers" />
      <section className="fees-part">
        <div className="acts">
          <Button kind={kind} onClick={() => setAdding(true)}>
            Add an insurer or employer
          </Button>
        </div>
        <Table
          caption="Payers"
          rows={rows}
          rowKey={(row) => row.id}
          empty="Nobody else pays yet. A person who pays for one client is added in that client’s ledger."
          columns={[
            { key: 'name', head: 'Name', cell: (row) => <a href={`/fees/payers/${row.id}`}>{row.name}</a> },
            { key: 'kind', head: 'Kind', cell: (row) => payerKinds[row.kind] },
            { key: 'clients', head: 'Clients', numeric: true, cell: (row) => row.clients },
            {
              key: 'owed',
              head: 'Owed',
              numeric: true,
              cell: (row) =>
                row.owedPence > 0 ? money(row.owedPence) : row.owedPence < 0 ? `${money(-row.owedPence)} ahead` : '',
            },
            {
              key: 'since',
              head: 'Since',
              cell: (row) => (row.owedPence > 0 && row.since !== null ? dayText(row.since) : ''),
            },
          ]}
        />
        <div className="acts">
          {after === 0 ? null : <Button onClick={() => setAfter(0)}>Back to the first</Button>}
          {next === null ? null : <Button onClick={() => setAfter(next)}>Show more</Button>}
        </div>
      </section>
      {isAdding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(startPayer('insurer'));
  const [payerId] = useState(() => crypto.randomUUID() as string);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = payerErrors(draft);
    setWrong(found);
    if (found.length > 0) return;
    void act('save', async () => {
      await api.fees.savePayer.mutate({ payerId, version: 0, ...payerInput(draft) });
      await refreshFees();
      onClose();
    });
  };
  return (
    <Dialog open onClose={onClose} title="Add an insurer or employer">
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <PayerFields
          draft={draft}
          onChange={setDraft}
          errorOf={(field) => wrong.find((one) => one.field === field)?.message}
          mayChooseKind
          kinds={['insurer', 'employer']}
        />
        <div className="acts">
          <Button type="submit" kind="primary" busy={busy === 'save' && 'Saving…'}>
            Save the payer
          </Button>
          <Button onClick={onClose}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}
