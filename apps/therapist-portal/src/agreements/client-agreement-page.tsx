import './agreements.css';
import { Button, ButtonLink, Empty, ErrorSummary, type FormError, Loading, readRefusal } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ClientHead } from '../app/client-head.tsx';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { Changes } from './changes.tsx';
import { Choices } from './choices.tsx';
import { HowWeWork } from './how-we-work.tsx';
import { PackRow } from './pack-row.tsx';
import { agreementStateWords, dayOf } from './pack-words.ts';
import { Talks } from './talks.tsx';

export type ClientAgreements = NonNullable<ReturnType<typeof useAgreements>['data']>;
export type AgreementView = ClientAgreements['agreements'][number];

export function useAgreements(clientId: string) {
  return useQuery(
    trpc.agreements.ofClient.queryOptions(
      { clientId },
      {
        // The seal is made a moment after the countersignature; the row says so by itself.
        refetchInterval: (query) =>
          query.state.data?.agreements.some(({ packs }) => packs.some((one) => one.countersigned && !one.isSealed))
            ? 2000
            : false,
      },
    ),
  );
}

/** After any act on this page: what stands is asked anew; a refusal stands at the top. */
export function useActs() {
  const [errors, setErrors] = useState<FormError[]>([]);
  return {
    errors,
    acts: {
      onError: (error: unknown) => setErrors([{ message: readRefusal(error).words }]),
      onSuccess: () => {
        setErrors([]);
        return queryClient.invalidateQueries(trpc.agreements.pathFilter());
      },
    },
  };
}
export type Acts = ReturnType<typeof useActs>['acts'];

/** One client's agreements: what holds, what waits, and the next thing to do about it. */
export default function ClientAgreementPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const found = useAgreements(clientId);
  const { errors, acts } = useActs();
  const first = useFirstButton();
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const roles = shell.data?.person?.roles ?? [];
  const mayMake = roles.includes('manager') || roles.includes('therapist');
  const [isOldShown, setOldShown] = useState(false);
  if (!found.data) return <Loading />;
  const { clientName, agreements, timeZone, isTherapist, choices } = found.data;
  const current = agreements.filter(({ state }) => state === 'sent' || state === 'agreed');
  const old = agreements.filter(({ state }) => state !== 'sent' && state !== 'agreed');
  const waitsForMe = current.some(
    (one) => one.isMine && one.packs.some((pack) => pack.state === 'signed' && !pack.countersigned),
  );
  const row = (agreement: AgreementView) => (
    <section key={agreement.agreementId}>
      <h2>
        {agreementStateWords[agreement.state]}
        {agreement.agreedAt ? ` since ${dayOf(agreement.agreedAt, timeZone)}` : ''}
      </h2>
      <p>
        {agreement.line ?? 'Your role shows where it stands, not what it says.'}{' '}
        <span className="quiet">
          With {agreement.therapistName}, made {dayOf(agreement.createdAt, timeZone)}.
        </span>
      </p>
      {agreement.askAgain ? (
        <p>
          <b>
            {agreement.askAgain.name} turns {agreement.askAgain.age} on{' '}
            {dayOf(`${agreement.askAgain.on}T12:00:00Z`, timeZone)}.
          </b>{' '}
          What was agreed before is then asked of them themselves: prepare a new agreement together.
        </p>
      ) : null}
      <ul className="rows">
        {agreement.packs.map((pack) => (
          <PackRow
            key={pack.packId}
            pack={pack}
            agreement={agreement}
            timeZone={timeZone}
            mayRead={found.data.mayReadText}
            mayMake={mayMake}
            acts={acts}
          />
        ))}
      </ul>
      <Changes agreement={agreement} timeZone={timeZone} acts={acts} />
      {agreement.howWeWork ? <HowWeWork clientId={clientId} agreement={agreement} acts={acts} /> : null}
    </section>
  );
  return (
    <>
      <ClientHead
        clientId={clientId}
        name={clientName}
        current="agreement"
        action={
          mayMake ? (
            <ButtonLink href={`/clients/${clientId}/agreement/new`} kind={waitsForMe ? 'edged' : first}>
              {agreements.length === 0 ? 'Prepare the agreement' : 'Prepare a new agreement'}
            </ButtonLink>
          ) : undefined
        }
      />
      <ErrorSummary errors={errors} />
      <div className="stack agreements">
        {agreements.length === 0 ? (
          <Empty>No agreement has been made yet. It begins from the offer that {clientName} accepted.</Empty>
        ) : null}
        {isTherapist ? <Talks clientId={clientId} timeZone={timeZone} acts={acts} /> : null}
        {current.map(row)}
        {choices.length > 0 ? (
          <Choices clientId={clientId} choices={choices} timeZone={timeZone} acts={acts} mayRecord={mayMake} />
        ) : null}
        {old.length === 0 ? null : isOldShown ? (
          old.map(row)
        ) : (
          <p>
            <Button kind="link" onClick={() => setOldShown(true)}>
              Show {old.length === 1 ? 'one older agreement' : `${old.length} older agreements`}
            </Button>
          </p>
        )}
      </div>
    </>
  );
}
