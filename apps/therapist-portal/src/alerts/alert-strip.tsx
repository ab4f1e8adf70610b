import { AttendStrip } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { StaffRole } from '../app/route-table.ts';
import { trpc } from '../app/trpc.ts';
import { clockWords, nameAndRole } from './clock-words.ts';

const readers: readonly StaffRole[] = ['therapist', 'clinical-lead', 'supervisor'];
/** Half a minute: the alert passes on by the minute, and the page may lie open all day. */
const askAgainMs = 30_000;

/** On every staff page, for whoever holds an alert. On the alert's own page its row steps back: the page is the answer to it. */
export function AlertStrip({ roles }: { roles: readonly StaffRole[] }) {
  const [location] = useLocation();
  const mine = useQuery(
    trpc.alerts.mine.queryOptions(undefined, {
      enabled: roles.some((role) => readers.includes(role)),
      refetchInterval: askAgainMs,
      throwOnError: false,
    }),
  );
  if (!mine.data) return null;
  const { alerts, timeZone } = mine.data;
  const rows = alerts
    .filter(({ alertId }) => location !== `/alerts/${alertId}`)
    .map((alert) => {
      const { alertId, clientName, clientFirstName, raisedAt, promisedByAt, passesAt, next, isRead } = alert;
      const said = promisedByAt === null ? null : clockWords(promisedByAt, timeZone);
      return {
        id: alertId,
        what: `${clientName} gave an answer about safety at ${clockWords(raisedAt, timeZone)}. ${isRead ? 'Nobody has acted on it yet.' : 'Nobody has read it yet.'}`,
        promise: [
          said === null
            ? `We could not promise ${clientFirstName} a time.`
            : `We told ${clientFirstName} that somebody reads it by ${said}.`,
          passesAt !== null && next !== null
            ? `At ${clockWords(passesAt, timeZone)} it goes to ${nameAndRole(next)}.`
            : 'Nobody comes after you.',
        ].join(' '),
        action: { href: `/alerts/${alertId}`, words: `Read ${clientFirstName}’s answer` },
      };
    });
  return <AttendStrip rows={rows} />;
}
