import { Button, Dialog, RadioRows, Trouble } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { weightWords } from './capacity-words.ts';
import type { CaseloadRow } from './caseload-sort.ts';

const asks = { '0': 'No more than its rhythm', '5': 'Half a place more', '10': 'A place more' } as const;
type Asks = keyof typeof asks;

/** What a course asks of its therapist beyond its rhythm: risk, complexity, much between sessions. For their own count alone. */
export function WeightDialog({ row, onClose }: { row: CaseloadRow | null; onClose: () => void }) {
  return (
    <Dialog open={row !== null} onClose={onClose} title={row === null ? '' : `What ${row.name} asks of you`}>
      {row === null ? null : <WeightForm key={row.clientId} row={row} onDone={onClose} />}
    </Dialog>
  );
}

function WeightForm({ row, onDone }: { row: CaseloadRow; onDone: () => void }) {
  const [value, setValue] = useState<Asks>(String(row.extraTenths) as Asks);
  const say = useMutation(
    trpc.clients.sayWeight.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.clients.pathFilter());
        onDone();
      },
    }),
  );
  const keep = () => say.mutate({ clientId: row.clientId, extraTenths: Number(value) as 0 | 5 | 10 });
  return (
    <>
      <p>
        By its rhythm this weighs {weightWords(row.weightTenths)}. You alone read what you say here: the practice’s own
        count leaves it out.
      </p>
      <RadioRows
        name="asks"
        legend="How much more does it ask of you?"
        options={(Object.keys(asks) as Asks[]).map((key) => ({ value: key, label: asks[key] }))}
        value={value}
        onChange={(next) => setValue(next as Asks)}
      />
      {say.error ? <Trouble error={say.error} onRetry={keep} /> : null}
      <p className="acts">
        <Button kind="primary" busy={say.isPending && 'Keeping it…'} onClick={keep}>
          Keep it
        </Button>
        <Button kind="link" onClick={onDone}>
          Leave it as it was
        </Button>
      </p>
    </>
  );
}
