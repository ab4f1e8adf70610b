import { dateLabel } from '@heather/scheduling';
import { skipToken, useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

const alarms = {
  'none-yet': 'No backup has been made yet.',
  failed: 'The last backup failed.',
  old: 'The last backup is more than 36 hours old.',
  'never-tried': 'No backup has been tried for 90 days.',
} as const;

/** So many days before it is due, a request is said first. */
const soonDays = 10;
const dueIn = (days: number) =>
  days < 0 ? 'and late' : days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;

/** What of the house itself is amiss: backups for the manager, mail that came back for whoever keeps addresses. Mostly nothing. */
export function KeptSafe() {
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const roles = shell.data?.person?.roles ?? [];
  const isManager = roles.includes('manager');
  const backups = useQuery(trpc.backups.list.queryOptions(isManager ? undefined : skipToken));
  const refused = useQuery(
    trpc.mail.refused.queryOptions(isManager || roles.includes('front-desk') ? undefined : skipToken),
  );
  const keepsClock = isManager || roles.includes('clinical-lead');
  const rights = useQuery(trpc.rights.list.queryOptions(keepsClock ? { state: 'open', before: null } : skipToken));
  const asked = rights.data?.requests ?? [];
  const soon = asked.filter(({ clock }) => clock.daysLeft !== null && clock.daysLeft <= soonDays);
  const alarm = backups.data?.alarm;
  return (
    <>
      {alarm ? (
        <p>
          <b>{alarms[alarm]}</b> <a href="/practice/backups">Open the backups</a>
        </p>
      ) : null}
      {asked.length === 0 ? null : (
        <p>
          {soon.length === 0 ? null : (
            <>
              <b>
                {soon.length === 1
                  ? `What one person asks about their record is due ${dueIn(soon[0]?.clock.daysLeft ?? 0)}.`
                  : `What ${soon.length} people ask about their records is due within ${soonDays} days.`}
              </b>{' '}
            </>
          )}
          {soon.length === 0
            ? `${asked.length === 1 ? 'One person asks' : `${asked.length} people ask`} something about their record. `
            : ''}
          <a href="/rights">Open what people ask</a>
        </p>
      )}
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
