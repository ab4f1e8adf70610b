import { Button, ErrorSummary, type FormError, PageTitle, TextInput, useAct } from '@heather/ui';
import { useState } from 'react';
import { api } from '../app/trpc.ts';

export type Invited = { name: string; email: string; isSetUp: boolean };
type InvitationFormProps = { token: string; invited: Invited; onAccepted: (password: string) => void };

const leastLength = 12;

/** A password of one's own; the first manager of an empty practice also says who they are and what it is called. */
export function InvitationForm({ token, invited, onAccepted }: InvitationFormProps) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [password, setPassword] = useState('');
  const [setUp, setSetUp] = useState({ practiceName: '', fullName: '', shortName: '', email: '' });
  const change = (part: Partial<typeof setUp>) => setSetUp({ ...setUp, ...part });
  const accept = () => {
    const missing = firstMissing(invited, setUp, password);
    if (missing) return refuse(missing);
    void act(
      'accept',
      async () => {
        await api.account.acceptInvitation.mutate({ token, password, ...(invited.isSetUp && { setUp }) });
        onAccepted(password);
      },
      'password',
    );
  };
  const own = (field: keyof typeof setUp) => ({
    name: field,
    value: setUp[field],
    onChange: (value: string) => change({ [field]: value }),
    error: errorOf(field),
  });
  return (
    <div className="plain-page">
      <ErrorSummary errors={errors} />
      <PageTitle title="Your invitation">
        {invited.isSetUp ? 'Set up your practice' : `Welcome to Heather, ${invited.name}`}
      </PageTitle>
      {invited.isSetUp ? null : (
        <p>
          You sign in as <b>{invited.email}</b>. Choose a password; after that comes a second step.
        </p>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          accept();
        }}
      >
        {invited.isSetUp ? (
          <>
            <TextInput
              label="What the practice is called"
              maxLength={120}
              autoComplete="organization"
              {...own('practiceName')}
            />
            <TextInput label="Your full name" maxLength={120} autoComplete="name" {...own('fullName')} />
            <TextInput
              label="Your short name"
              hint="As colleagues see it: “Carys N.”"
              maxLength={40}
              autoComplete="nickname"
              {...own('shortName')}
            />
            <TextInput
              label="Your work e-mail address"
              hint="You sign in with it."
              type="email"
              maxLength={254}
              autoComplete="username"
              {...own('email')}
            />
          </>
        ) : (
          <input type="hidden" autoComplete="username" value={invited.email} readOnly />
        )}
        <TextInput
          name="password"
          type="password"
          label="A new password"
          hint="At least 12 characters. Three or four words that do not belong together are good."
          autoComplete="new-password"
          maxLength={128}
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
        />
        <div className="acts">
          <Button kind="primary" type="submit" busy={busy === 'accept' && 'Accepting…'}>
            {invited.isSetUp ? 'Set up the practice' : 'Accept the invitation'}
          </Button>
        </div>
      </form>
    </div>
  );
}

function firstMissing(invited: Invited, setUp: Record<string, string>, password: string): FormError | null {
  const asked: [string, string][] = [
    ['practiceName', 'Say what the practice is called.'],
    ['fullName', 'Type your full name.'],
    ['shortName', 'Type your short name.'],
    ['email', 'Type your work e-mail address.'],
  ];
  const empty = invited.isSetUp ? asked.find(([field]) => setUp[field]?.trim() === '') : undefined;
  if (empty) return { field: empty[0], message: empty[1] };
  if (password.length < leastLength)
    return { field: 'password', message: 'Choose a password of at least 12 characters.' };
  return null;
}
