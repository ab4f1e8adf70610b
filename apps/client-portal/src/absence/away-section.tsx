import { ButtonLink } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

/** On the home page: who is away and until when, and the way to other times while they are held. */
export default function AwaySection() {
  const mine = useQuery(trpc.absence.mine.queryOptions(undefined, { throwOnError: false }));
  const { away = [], again = [] } = mine.data ?? {};
  if (away.length === 0 && again.length === 0) return null;
  return (
    <section className="home-part" aria-label="Times that changed">
      <h2>{again.length > 0 ? 'Choose another time' : 'Time away'}</h2>
      {away.map((one) => (
        <p key={one.id}>
          {one.fromOn === null
            ? `${one.name} is away until ${one.until}, that day too.`
            : `${one.name} is away from ${one.fromOn} to ${one.until}.`}{' '}
          {one.keepsPlace ? 'Your usual time is kept for you. ' : ''}
          {one.cover === null ? '' : `${one.cover} is here for you in that time.`}
        </p>
      ))}
      {again.length === 0 ? null : (
        <>
          <p>
            {again.length === 1
              ? `We had to cancel ${again[0]?.was}. We hold other times for you.`
              : `We had to cancel ${again.length} of your times. We hold other times for you.`}
          </p>
          <div className="acts-client">
            <ButtonLink href="/another-time">See the times</ButtonLink>
          </div>
        </>
      )}
    </section>
  );
}
