import { Button, ButtonLink, Dialog, TextInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import type { Acts, AgreementView } from './client-agreement-page.tsx';
import { dayOf, packWords, timeOf, waitsForUs } from './pack-words.ts';

type Pack = AgreementView['packs'][number];
type Props = {
  pack: Pack;
  agreement: AgreementView;
  timeZone: string;
  mayRead: boolean;
  mayMake: boolean;
  acts: Acts;
};

/** One signer: where they stand, and what can be done now. */
export function PackRow({ pack, agreement, timeZone, mayRead, mayMake, acts }: Props) {
  const [note, setNote] = useState('');
  const resend = useMutation(
    trpc.agreements.resend.mutationOptions({
      ...acts,
      onSuccess: async ({ mailLeaves }) => {
        setNote(
          mailLeaves ? 'A new mail is on its way. The older link has ended.' : 'There is no safe address to send to.',
        );
        await acts.onSuccess();
      },
    }),
  );
  const view = { ...pack, isCountersigned: pack.countersigned !== null };
  const isOpen = pack.state === 'sent' || pack.state === 'talking';
  const words = packWords(view, timeZone);
  const { packId } = pack;
  const base = `/clients/${pack.clientId}/agreement/${packId}`;
  return (
    <li>
      <p>
        {pack.clientName}: {waitsForUs(view) ? <b>{words}</b> : words}
      </p>
      <p className="quiet">{story(pack, timeZone)}</p>
      {note ? <p role="status">{note}</p> : null}
      <div className="acts">
        {agreement.isMine && pack.state === 'signed' && !pack.countersigned ? (
          <Countersign pack={pack} acts={acts} />
        ) : null}
        {isOpen && pack.hasSafeAddress && !pack.waitsTurn ? (
          <Button busy={resend.isPending && 'Sending…'} onClick={() => resend.mutate({ packId })}>
            Send a new mail<span className="away"> to {pack.clientName}</span>
          </Button>
        ) : null}
        {isOpen && mayMake ? (
          <>
            <ButtonLink href={`${base}/paper`}>Print for signing</ButtonLink>
            <ButtonLink href={`${base}/record`}>Record a signed paper</ButtonLink>
            {agreement.isMine ? <ButtonLink href={`${base}/change`}>Change a line</ButtonLink> : null}
            <TakeBack pack={pack} acts={acts} />
          </>
        ) : null}
        {mayRead && !isOpen ? <ButtonLink href={`${base}/paper`}>Read all of it</ButtonLink> : null}
        {mayRead && pack.signed?.hasScan ? (
          <a href={`/files/scan/${packId}`} download>
            The signed paper<span className="away"> of {pack.clientName}</span>
          </a>
        ) : null}
        {mayRead && pack.signed ? (
          <a href={`/files/agreement/${packId}`} download>
            {pack.isSealed ? 'Sealed PDF' : 'Copy, not sealed yet (PDF)'}
            <span className="away"> for {pack.clientName}</span>
          </a>
        ) : null}
        {mayRead && pack.signed ? (
          <a href={`${base}/check`}>
            Check it<span className="away"> for {pack.clientName}</span>
          </a>
        ) : null}
      </div>
    </li>
  );
}

function story(pack: Pack, timeZone: string): string {
  const at = (instant: string) => `${dayOf(instant, timeZone)}, ${timeOf(instant, timeZone)}`;
  const how = pack.channel === 'paper' ? 'Made for paper' : 'Sent';
  const parts = [`${how} ${at(pack.sentAt)}.`];
  if (pack.channel === 'online' && !pack.hasSafeAddress && !pack.signed)
    parts.push('No mail left: there is no safe address. Say a code, or print it.');
  if (pack.waitsTurn && !pack.signed) parts.push('Waits for whoever signs first; then a mail leaves.');
  if (pack.remindersSent > 0) parts.push(`Reminded ${pack.remindersSent === 1 ? 'once' : 'twice'}.`);
  if (pack.hasBegun && !pack.signed) parts.push('Opened, not finished.');
  if (pack.signed)
    parts.push(
      `${pack.signed.method === 'paper' ? 'Signed on paper' : pack.signed.method === 'spoken' ? 'Said aloud' : 'Signed'} ${at(pack.signed.signedAt)} as “${pack.signed.nameTyped}”.`,
    );
  if (pack.countersigned) parts.push(`Countersigned ${at(pack.countersigned.signedAt)}.`);
  if (pack.countersigned && !pack.isSealed) parts.push('The seal is being made.');
  return parts.join(' ');
}

/** Asked first: the client may be half-way through, and there is no way back but sending anew. */
function TakeBack({ pack, acts }: { pack: Pack; acts: Acts }) {
  const [isOpen, setOpen] = useState(false);
  const done = () => setOpen(false);
  const cancel = useMutation(trpc.agreements.cancel.mutationOptions({ ...acts, onSettled: done }));
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        Take it back<span className="away"> from {pack.clientName}</span>
      </Button>
      <Dialog open={isOpen} onClose={done} title={`Take this agreement back from ${pack.clientName}?`}>
        <p>
          {pack.hasBegun ? `${pack.clientName} has begun to read it. ` : ''}
          They can no longer sign it; the page says that it was taken back and that you will be in touch. No mail tells
          them. You can send a new one at any time.
        </p>
        <div className="acts">
          <Button
            kind="primary"
            busy={cancel.isPending && 'Taking back…'}
            onClick={() => cancel.mutate({ packId: pack.packId })}
          >
            Take it back
          </Button>
          <Button onClick={done}>Leave it open</Button>
        </div>
      </Dialog>
    </>
  );
}

/** The therapist types their own name; the button says what it does. */
function Countersign({ pack, acts }: { pack: Pack; acts: Acts }) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [key] = useState(() => crypto.randomUUID());
  const sign = useMutation(
    trpc.agreements.countersign.mutationOptions({
      onError: (failure) => {
        setOpen(false);
        acts.onError(failure);
      },
      onSuccess: () => {
        setOpen(false);
        return acts.onSuccess();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!/\p{L}/u.test(name)) return setError('Type your full name.');
    setError(undefined);
    sign.mutate({ packId: pack.packId, nameTyped: name, key });
  };
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        Countersign
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={`Countersign with ${pack.clientName}`}>
        <form onSubmit={submit} noValidate>
          <p>I have read this agreement and I agree to keep it. I type my name here to sign it.</p>
          <TextInput
            name="countersign-name"
            label="Your full name"
            autoComplete="name"
            value={name}
            onChange={setName}
            error={error}
          />
          <div className="acts">
            <Button kind="primary" type="submit" busy={sign.isPending && 'Signing…'}>
              Countersign
            </Button>
            <Button onClick={() => setOpen(false)}>Not now</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
