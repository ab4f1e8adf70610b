import { BackLink, Empty, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { longDay } from './when.ts';

const stateWords: Record<string, string> = {
  sent: 'Waits for you to read and sign',
  talking: 'You talk about it first',
  declined: 'You did not agree',
  expired: 'The time for signing has passed',
  cancelled: 'Taken back before it was signed',
  superseded: 'A newer one took its place',
};

/** Every agreement of one's own, to read and to download, for as long as we keep it. */
export default function AgreementsPage() {
  const mine = useQuery(trpc.agreements.mine.queryOptions());
  if (!mine.data) return <Loading />;
  const { agreements, timeZone } = mine.data;
  return (
    <>
      <BackLink href="/" />
      <PageTitle title="Agreements">Your agreements</PageTitle>
      {agreements.length === 0 ? (
        <Empty>Your agreement will be here once your therapist has sent it.</Empty>
      ) : (
        <ul className="rows">
          {agreements.map((one) => (
            <li key={one.packId}>
              <p>
                <a href={`/agreement/${one.packId}`}>
                  With {one.therapist}, {longDay(one.sentAt, timeZone)}
                </a>
              </p>
              <p className="small quiet">
                {one.signedAt && one.state === 'signed'
                  ? one.isCountersigned
                    ? 'Signed by you both'
                    : `You signed; ${one.therapist} signs next`
                  : stateWords[one.state]}
              </p>
              {one.signedAt ? (
                <p className="small">
                  <a href={`/files/agreement/${one.packId}`} download>
                    Download (PDF)<span className="away"> of {longDay(one.sentAt, timeZone)}</span>
                  </a>
                  {' · '}
                  <a href={`/agreement/${one.packId}/seal`}>
                    Check that nothing has changed
                    <span className="away"> in that of {longDay(one.sentAt, timeZone)}</span>
                  </a>
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <p className="small">
        <a href="/consents">My choices</a>
      </p>
    </>
  );
}
