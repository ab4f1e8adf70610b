import { BackLink, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { Passkeys } from './passkeys.tsx';
import { SignIns } from './sign-ins.tsx';
import { WhoOpened } from './who-opened.tsx';

export default function AccountPage() {
  const signIns = useQuery(trpc.account.listSignIns.queryOptions());
  const passkeys = useQuery(trpc.account.listPasskeys.queryOptions());
  const opened = useQuery(trpc.account.whoOpened.queryOptions());
  return (
    <div className="stack">
      <BackLink href="/">Your page</BackLink>
      <PageTitle title="Your account" />
      {signIns.data === undefined || passkeys.data === undefined || opened.data === undefined ? (
        <Loading />
      ) : (
        <>
          <SignIns signIns={signIns.data} />
          <Passkeys passkeys={passkeys.data} />
          <WhoOpened rows={opened.data} />
          <p>
            <a href="/your-record">Your record: have a copy, or ask us to put it right</a>
          </p>
          <p className="small">
            <a href="/how-this-looks">Change how this looks</a>
          </p>
        </>
      )}
    </div>
  );
}
