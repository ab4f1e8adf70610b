import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';

export type Session = inferRouterOutputs<StaffRouter>['scheduling']['diary']['days'][number]['sessions'][number];

const status: Record<Session['status'], string> = {
  planned: '',
  moved: 'Moved',
  attended: 'Attended',
  'did-not-attend': 'Did not attend',
  'cancelled-in-time': 'Cancelled in time',
  'cancelled-late': 'Cancelled late',
  'cancelled-by-us': 'Cancelled by us',
};

/** Empty for one that is simply planned. */
export function statusWords(session: Pick<Session, 'status' | 'beganLateMinutes'>): string {
  const late = session.beganLateMinutes ? `, began ${session.beganLateMinutes} minutes late` : '';
  return `${status[session.status]}${late}`;
}

export const namesOf = (session: Pick<Session, 'clients'>): string =>
  session.clients.map(({ name }) => name).join(', ') || 'Nobody';

export const isOff = (session: Pick<Session, 'status'>): boolean => session.status.startsWith('cancelled-');

type Clash = { when: string; kind: string; name: string };

/** "Leila A. is taken on Tuesday 2 March, 17:30" */
function clashWords({ when, kind, name }: Clash): string {
  if (kind === 'closed') return `The practice is closed on ${when}`;
  if (kind === 'away') return `${name} is away on ${when}`;
  return kind === 'room' ? `${name} is taken on ${when}` : `${name} has something else on ${when}`;
}

/** One row a date: "Friday 27 November, 16:00: Elis G., Room 4, Tomos H. away". */
export function clashesByDate(clashes: readonly (Clash & { key: string })[]): { key: string; words: string }[] {
  const byKey = new Map<string, { when: string; names: string[] }>();
  for (const { key, when, kind, name } of clashes) {
    const row = byKey.get(key) ?? { when, names: [] };
    row.names.push(kind === 'away' ? `${name} away` : kind === 'closed' ? 'practice closed' : name);
    byKey.set(key, row);
  }
  return [...byKey].map(([key, { when, names }]) => ({ key, words: `${when}: ${names.join(', ')}` }));
}

/** The clashes that a refusal names, in words. */
export function clashesIn(details: unknown): string[] {
  const found = (details as { clashes?: unknown } | undefined)?.clashes;
  return Array.isArray(found) ? (found as Clash[]).map(clashWords) : [];
}
