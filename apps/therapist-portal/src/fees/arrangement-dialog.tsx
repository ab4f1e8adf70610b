import {
  Button,
  Checkbox,
  DateInput,
  Dialog,
  ErrorSummary,
  type FormError,
  Select,
  TextInput,
  useAct,
} from '@heather/ui';
import { type FormEvent, useState } from 'react';
import { api } from '../app/trpc.ts';
import { type Arrangement, isPlain, refreshFees } from './fees-data.ts';
import { shownOptions } from './shown-options.ts';

type ArrangementDialogProps = { clientId: string; one: Arrangement; onClose: () => void };

/** Another limit, authorisation or last day. Who pays which share is a new arrangement: end this one first. */
export function ArrangementDialog({ clientId, one, onClose }: ArrangementDialogProps) {
  const [limit, setLimit] = useState(one.sessionLimit === null ? '' : String(one.sessionLimit));
  const [authorisation, setAuthorisation] = useState(one.authorisation ?? '');
  const [authorisedUntilOn, setAuthorisedUntilOn] = useState(one.authorisedUntilOn ?? '');
  const [untilOn, setUntilOn] = useState(one.untilOn ?? '');
  const [shownAs, setShownAs] = useState(one.shownAs);
  const [datesAgreed, setDatesAgreed] = useState(one.datesAgreed);
  const [wrong, setWrong] = useState<readonly FormError[]>([]);
  const { busy, errors, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: FormError[] = [];
    if (limit !== '' && !/^[1-9]\d{0,2}$/.test(limit))
      found.push({ field: 'limit', message: 'Give a number of sessions, or leave it empty' });
    if (!isPlain(authorisation))
      found.push({ field: 'authorisation', message: 'Use letters, digits, spaces and . / # - only' });
    if (untilOn !== '' && untilOn < one.fromOn)
      found.push({ field: 'untilOn', message: 'The last day is after the first' });
    setWrong(found);
    if (found.length > 0) return;
    void act('save', async () => {
      await api.fees.changeArrangement.mutate({
        clientId,
        arrangementId: one.id,
        version: one.version,
        untilOn: untilOn || null,
        sessionLimit: limit === '' ? null : Number(limit),
        authorisation: authorisation.trim() || null,
        authorisedUntilOn: authorisedUntilOn || null,
        shownAs,
        datesAgreed,
      });
      await refreshFees();
      onClose();
    });
  };
  const errorOf = (field: string) => wrong.find((error) => error.field === field)?.message;
  return (
    <Dialog open onClose={onClose} title={`Terms of ${one.payer}`}>
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong.length > 0 ? wrong : errors} />
        <TextInput
          name="limit"
          label="Sessions in all"
          hint={`${one.used} are used. Empty: no limit.`}
          width="short"
          inputMode="numeric"
          value={limit}
          onChange={setLimit}
          error={errorOf('limit')}
        />
        <TextInput
          name="authorisation"
          label="Authorisation number"
          value={authorisation}
          onChange={setAuthorisation}
          maxLength={40}
          error={errorOf('authorisation')}
        />
        <DateInput
          name="authorisedUntilOn"
          label="Authorised until"
          value={authorisedUntilOn}
          onChange={setAuthorisedUntilOn}
        />
        <DateInput
          name="untilOn"
          label="Last day of the arrangement"
          hint="Empty: it goes on."
          value={untilOn}
          onChange={setUntilOn}
          error={errorOf('untilOn')}
        />
        <Select
          name="shownAs"
          label="Their papers call the client"
          value={shownAs}
          onChange={(value) => value && setShownAs(value)}
          options={shownOptions}
        />
        {one.kind === 'insurer' ? (
          <p className="quiet">An insurer is given the days: a claim cannot do without them.</p>
        ) : (
          <Checkbox
            name="datesAgreed"
            label="The client has agreed that this payer sees the days"
            checked={datesAgreed}
            onChange={setDatesAgreed}
          />
        )}
        <div className="acts">
          <Button type="submit" kind="primary" busy={busy === 'save' && 'Saving…'}>
            Save the terms
          </Button>
          <Button onClick={onClose}>Not now</Button>
        </div>
      </form>
    </Dialog>
  );
}
