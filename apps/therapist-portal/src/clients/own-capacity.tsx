import type { StaffRouter } from '@heather/api/staff';
import { Button, DateInput, Dialog, ErrorSummary, LoadBar, readRefusal, TextInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { type FormEvent, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { openingWords, saidWords, weightWords } from './capacity-words.ts';

type Capacity = inferRouterOutputs<StaffRouter>['clients']['list']['capacity'];

/** What I carry and when places open, by my own count; and what I tell the practice, which is a number and a day. */
export function OwnCapacity({ capacity }: { capacity: Capacity }) {
  const [isSaying, setSaying] = useState(false);
  const { capacityTenths, carriesTenths, said } = capacity;
  return (
    <section className="own-capacity" aria-label="What you carry">
      <p>
        {capacityTenths === null ? (
          `You carry ${weightWords(carriesTenths)}. Nobody has said yet how much you carry at most`
        ) : (
          <LoadBar carries={carriesTenths / 10} of={capacityTenths / 10} />
        )}
        . {openingWords(capacity)}
      </p>
      <p>
        <span className="quiet">You told the practice:</span> {said === null ? 'nothing yet.' : saidWords(said)}{' '}
        <Button kind="link" onClick={() => setSaying(true)}>
          Say what you can take
        </Button>
      </p>
      <Dialog open={isSaying} onClose={() => setSaying(false)} title="What can you take?">
        <SayForm capacity={capacity} onDone={() => setSaying(false)} />
      </Dialog>
    </section>
  );
}

function SayForm({ capacity, onDone }: { capacity: Capacity; onDone: () => void }) {
  const first = capacity.openings[0];
  const [places, setPlaces] = useState(String(first?.places ?? 0));
  const [fromOn, setFromOn] = useState(first?.weekOn ?? capacity.weeks[0]?.weekOn ?? '');
  const [errors, setErrors] = useState<readonly { field?: string; message: string }[]>([]);
  const say = useMutation(
    trpc.clients.sayOpenPlaces.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.clients.pathFilter());
        onDone();
      },
      onError: (error) => {
        const { code, words } = readRefusal(error);
        setErrors([
          code === 'bad-input' ? { field: 'fromOn', message: 'Give a day from today on' } : { message: words },
        ]);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = [
      ...(/^\d{1,2}$/.test(places) && Number(places) <= 40
        ? []
        : [{ field: 'places', message: 'Give a number from 0 to 40' }]),
      ...(fromOn === '' ? [{ field: 'fromOn', message: 'Give a day' }] : []),
    ];
    setErrors(found);
    if (found.length === 0 && !say.isPending) say.mutate({ places: Number(places), fromOn });
  };
  const errorFor = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <p>The practice reads the number and the day, and no reason. What each client asks of you stays with you.</p>
      <TextInput
        name="places"
        label="How many more people?"
        inputMode="numeric"
        width="short"
        value={places}
        onChange={setPlaces}
        error={errorFor('places')}
      />
      <DateInput name="fromOn" label="From when?" value={fromOn} onChange={setFromOn} error={errorFor('fromOn')} />
      <p className="acts">
        <Button type="submit" kind="primary" busy={say.isPending && 'Telling them…'}>
          Tell the practice
        </Button>
        <Button kind="link" onClick={onDone}>
          Leave it as it was
        </Button>
      </p>
    </form>
  );
}
