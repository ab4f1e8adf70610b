import { Button, Table } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import type { Acts, ClientAgreements } from './client-agreement-page.tsx';
import { dayOf } from './pack-words.ts';

type Choice = ClientAgreements['choices'][number];
type Props = { clientId: string; choices: Choice[]; timeZone: string; acts: Acts; mayRecord: boolean };

/** What the client said yes or no to. A yes that was taken back in the room or by telephone is recorded here. */
export function Choices({ clientId, choices, timeZone, acts, mayRecord }: Props) {
  const withdraw = useMutation(trpc.agreements.recordWithdrawal.mutationOptions(acts));
  return (
    <section>
      <h2>Choices</h2>
      <Table
        caption="Choices"
        rows={choices}
        rowKey={(row) => row.clauseId}
        columns={[
          { key: 'what', head: 'What', cell: (row) => row.heading },
          { key: 'now', head: 'Now', cell: (row) => stateWords(row) },
          { key: 'since', head: 'Since', cell: (row) => dayOf(row.since, timeZone) },
          {
            key: 'act',
            head: <span className="away">Record</span>,
            cell: (row) =>
              row.state === 'given' && mayRecord ? (
                <Button
                  kind="link"
                  busy={withdraw.isPending && withdraw.variables.clauseId === row.clauseId && 'Recording…'}
                  onClick={() => withdraw.mutate({ clientId, clauseId: row.clauseId })}
                >
                  They took it back<span className="away">: {row.heading}</span>
                </Button>
              ) : null,
          },
        ]}
      />
    </section>
  );
}

const stateWords = ({ state }: Choice) =>
  state === 'given' ? 'Yes' : state === 'withdrawn' ? 'No, taken back' : state === 'lapsed' ? 'No, it ran out' : 'No';
