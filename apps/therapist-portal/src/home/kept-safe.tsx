import { dateLabel } from '@heather/scheduling';
import { skipToken, useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

const alarms = {
  'none-yet': 'No backup has been made yet.',
  failed: 'The last backup failed.',
  old: 'The last backup is more than 36 hours old.',
  'never-tried': 'No backup has been tried for 90 days.',
} as const;

/** What of the house itself is amiss: backups for the manager, mail that came back for whoever keeps addresses. Mostly nothing. */
export function KeptSafe() {
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const roles = shell.data?.person?.roles ?? [];
  const isManager = roles.includes('manager');
  const backups = useQuery(trpc.backups.list.queryOptions(isManager ? undefined : skipToken));
  const refused = useQuery(
    trpc.mail.refused.queryOptions(isManager || roles.includes('front-desk') ? undefined : skipToken),
  );
  const alarm = backups.data?.alarm;
  return (
    <>
      {alarm ? (
        <p>
          <b>{alarms[alarm]}</b> <a href="/practice/backups">Open the backups</a>
        </p>
      ) : null}
      {refused.data?.length ? (
        <section aria-label="Mail that came back">
          <p>
            <b>
              {refused.data.length === 1
                ? 'Mail to one person came back.'
                : `Mail to ${refused.data.length} people came back.`}
            </b>{' '}
            Nothing has reached them by e-mail since.
          </p>
          <ul className="rows">
            {refused.data.slice(0, 8).map((one) => (
              <li key={`${one.clientId} ${one.staffId}`}>
                {one.clientId ? <a href={`/clients/${one.clientId}/reaching`}>{one.name}</a> : one.name},{' '}
                {dateLabel(one.at.slice(0, 10))}:{' '}
                {one.why === 'address' ? 'their mail server refused the address' : 'no mail server took it'}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
