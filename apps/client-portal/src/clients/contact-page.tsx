import type { ClientRouter } from '@heather/api/client';
import { BackLink, Button, Confirmation, Loading, PageTitle, SummaryList, Trouble } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { ContactForm } from './contact-form.tsx';

export type Contact = inferRouterOutputs<ClientRouter>['clients']['myContact']['contact'];

const wayWords = { email: 'E-mail', telephone: 'Telephone', text: 'Text', post: 'Post' } as const;

/** The safe ways to reach me: confirmed as they stand, or changed. */
export default function ContactPage() {
  const mine = useQuery(trpc.clients.myContact.queryOptions());
  const [step, setStep] = useState<'look' | 'change' | 'done'>('look');
  const refresh = async () => {
    setStep('done');
    window.scrollTo(0, 0);
    await Promise.all([
      queryClient.invalidateQueries(trpc.clients.pathFilter()),
      queryClient.invalidateQueries(trpc.home.pathFilter()),
    ]);
  };
  const confirm = useMutation(trpc.clients.keepMyContact.mutationOptions({ onSuccess: refresh }));
  if (!mine.data) return <Loading />;
  const { contact, isConfirmed } = mine.data;
  if (step === 'done') {
    return (
      <Confirmation
        title="Kept"
        heading="Thank you, that is kept"
        next="We use only the ways that you called safe. You can change them here when you like."
      >
        <p>
          <a href="/">Back to your page</a>
        </p>
      </Confirmation>
    );
  }
  if (step === 'change') return <ContactForm contact={contact} onBack={() => setStep('look')} onKept={refresh} />;
  const canConfirm = rowsOf(contact).some(({ isSafe }) => isSafe);
  return (
    <>
      <BackLink href="/" />
      <PageTitle title="Reaching you">Safe ways to reach you</PageTitle>
      <p>Safe means: nobody sees or hears it whom you would not want to. We use no other way.</p>
      <SummaryList rows={rowsOf(contact).map(({ label, value }) => ({ label, value, long: true }))} />
      {confirm.error ? <Trouble error={confirm.error} onRetry={() => confirm.mutate({ contact })} /> : null}
      <div className="acts-client">
        {isConfirmed || !canConfirm ? null : (
          <Button kind="primary" busy={confirm.isPending && 'Keeping it…'} onClick={() => confirm.mutate({ contact })}>
            Yes, this is right
          </Button>
        )}
        <Button kind={isConfirmed || canConfirm ? 'edged' : 'primary'} onClick={() => setStep('change')}>
          Change this
        </Button>
      </div>
    </>
  );
}

function rowsOf(contact: Contact): { label: string; value: string; isSafe: boolean }[] {
  const { email, telephone, postalAddress, mayLeaveMessage, messageAs, emailIsShared, fromLocal, untilLocal } = contact;
  const say = (isSafe: boolean, where: string | null, more = '') =>
    isSafe && where !== null ? { isSafe: true, value: `${where}${more}` } : { isSafe: false, value: 'Not used' };
  const message = mayLeaveMessage ? `We may leave a message${messageAs ? ` as “${messageAs}”` : ''}.` : 'No messages.';
  const hours = [fromLocal && `from ${fromLocal}`, untilLocal && `until ${untilLocal}`].filter(Boolean).join(' ');
  return [
    { label: 'E-mail', ...say(contact.emailIsSafe, email, emailIsShared ? '. Others may read it.' : '') },
    { label: 'Telephone', ...say(contact.telephoneIsSafe, telephone, `. ${message}`) },
    { label: 'Text', ...say(contact.textIsSafe, telephone) },
    { label: 'Post', ...say(contact.postIsSafe, postalAddress) },
    ...(hours === '' ? [] : [{ label: 'When to ring or text', value: hours, isSafe: false }]),
    { label: 'First we use', value: wayWords[contact.prefers], isSafe: false },
  ];
}
