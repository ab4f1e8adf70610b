import { skipToken, useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

/** Somebody is away, and some of their people have no safe mailbox: whoever is at the desk rings them. */
export function ToRing() {
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const roles = shell.data?.person?.roles ?? [];
  const rings = roles.includes('manager') || roles.includes('front-desk');
  const calls = useQuery(
    trpc.absence.calls.queryOptions(rings ? undefined : skipToken, { refetchInterval: 60_000, throwOnError: false }),
  );
  const left = calls.data?.left ?? 0;
  if (left === 0) return null;
  return (
    <section className="waits-now" aria-label="People to ring">
      <p>
        <b>{left === 1 ? 'One person has to be rung' : `${left} people have to be rung`}: their session is off.</b>{' '}
        <a href="/absence/calls">Open the list</a>
      </p>
    </section>
  );
}
