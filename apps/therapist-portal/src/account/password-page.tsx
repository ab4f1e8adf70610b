import { BackLink, Button, ButtonLink, ErrorSummary, PageTitle, readRefusal, TextInput, useAct } from '@heather/ui';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { mustConfirm } from './must-confirm.ts';

const leastLength = 12;

/** A new password. Who else is signed in as this person is out afterwards; this browser stays. */
export default function PasswordPage() {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [ended, setEnded] = useState<number | null>(null);
  const change = () => {
    if (current === '') return refuse({ field: 'current', message: 'Type the password you have now.' });
    if (next.length < leastLength)
      return refuse({ field: 'next', message: 'Choose a password of at least 12 characters.' });
    if (next === current) return refuse({ field: 'next', message: 'Choose one that is not the old one.' });
    void act('change', async () => {
      const result = await mustConfirm(api.account.changePassword.mutate({ current, next })).catch((error: unknown) => {
        const { code, words } = readRefusal(error);
        if (code === 'auth/not-matched')
          refuse({ field: 'current', message: 'That is not the password you have now.' });
        else if (code === 'auth/weak-password') refuse({ field: 'next', message: words });
        else throw error;
        return null;
      });
      if (result === null) return;
      setCurrent('');
      setNext('');
      setEnded(result.ended);
      await queryClient.invalidateQueries(trpc.account.listSignIns.queryFilter());
    });
  };
  if (ended !== null) {
    return (
      <div className="plain-page">
        <PageTitle title="Your password" focusKey="changed">
          Your password is changed
        </PageTitle>
        <p>
          {ended === 0
            ? 'You were signed in nowhere else.'
            : `${ended} other ${ended === 1 ? 'sign-in has' : 'sign-ins have'} ended.`}{' '}
          Use the new one next time. Your second step stays as it is.
        </p>
        <div className="acts">
          <ButtonLink href="/account">Back to your account</ButtonLink>
        </div>
      </div>
    );
  }
  return (
    <div className="plain-page">
      <BackLink href="/account" />
      <ErrorSummary errors={errors} />
      <PageTitle title="Your password">Change my password</PageTitle>
      <p>Wherever else you are signed in, you will be signed out. We tell you by mail that something changed.</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        <TextInput
          name="current"
          type="password"
          label="The password you have now"
          autoComplete="current-password"
          maxLength={128}
          value={current}
          onChange={setCurrent}
          error={errorOf('current')}
        />
        <TextInput
          name="next"
          type="password"
          label="A new password"
          hint="At least 12 characters. Three or four words that do not belong together are good."
          autoComplete="new-password"
          maxLength={128}
          value={next}
          onChange={setNext}
          error={errorOf('next')}
        />
        <div className="acts">
          <Button kind="primary" type="submit" busy={busy === 'change' && 'Changing…'}>
            Change my password
          </Button>
        </div>
      </form>
    </div>
  );
}
