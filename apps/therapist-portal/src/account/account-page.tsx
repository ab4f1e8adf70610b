import { ButtonLink, Loading, LookSwitch, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { SecondSteps } from './second-steps.tsx';
import { SignIns } from './sign-ins.tsx';

export default function AccountPage() {
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const factors = useQuery(trpc.account.secondFactors.queryOptions());
  const passkeys = useQuery(trpc.account.listPasskeys.queryOptions());
  const signIns = useQuery(trpc.account.listSignIns.queryOptions());
  return (
    <div className="plain-page">
      <PageTitle title="Your account" />
      <h2>How Heather looks for you</h2>
      <p className="quiet">
        Kept with your account, so it is the same on every device. Nothing is stored in this browser.
      </p>
      <LookSwitch />
      {shell.data?.person?.roles.includes('therapist') ? (
        <p>
          <a href="/my-profile">Your profile as a therapist</a>
        </p>
      ) : null}
      {factors.data === undefined || passkeys.data === undefined || signIns.data === undefined ? (
        <Loading />
      ) : (
        <>
          <SecondSteps factors={factors.data} passkeys={passkeys.data} />
          {factors.data.hasPassword ? (
            <section className="stack-close">
              <h2>Your password</h2>
              <div className="acts">
                <ButtonLink href="/account/password">Change my password</ButtonLink>
              </div>
            </section>
          ) : null}
          <SignIns signIns={signIns.data} />
        </>
      )}
    </div>
  );
}
