import { Loading, PageTitle, readRefusal } from '@heather/ui';
import { useEffect, useState } from 'react';
import { api } from '../app/trpc.ts';
import { arrive } from './arrive.ts';
import { EnrolPage } from './enrol-page.tsx';
import { InvitationForm, type Invited } from './invitation-form.tsx';

let taken = '';

/**
 * The token is taken out of the address at once: it stays in this page's memory, not in the history. Asked again it is the same: a
 * first drawing that the browser gives up would otherwise take the token with it.
 */
function takeToken(): string {
  const token = window.location.hash.slice(1);
  if (token !== '') {
    taken = token;
    window.history.replaceState(null, '', '/invitation');
  }
  return taken;
}

export default function InvitationPage() {
  const [token] = useState(takeToken);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  useEffect(() => {
    api.account.invitation.mutate({ token }).then(setInvited, (error: unknown) => setTrouble(readRefusal(error).words));
  }, [token]);
  if (password !== null) return <EnrolPage password={password} hasPassword onDone={arrive} />;
  if (trouble !== null) {
    return (
      <div className="plain-page">
        <PageTitle title="Your invitation">This link does not open anything</PageTitle>
        <p>{trouble}</p>
        <p>
          It works once, for seven days. If you have used it, <a href="/sign-in">sign in</a>. If not, ask your manager
          for another.
        </p>
      </div>
    );
  }
  if (invited === null) return <Loading />;
  return <InvitationForm token={token} invited={invited} onAccepted={setPassword} />;
}
