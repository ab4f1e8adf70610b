import { PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { trpc } from './trpc.ts';

export type ClientPart =
  | 'now'
  | 'course'
  | 'goals'
  | 'sessions'
  | 'notes'
  | 'agreement'
  | 'measures'
  | 'ledger'
  | 'history'
  | 'reaching';

/** The parts of a client's page, in their order. An area adds its own line. `reaching` says whom. */
const parts: readonly { part: ClientPart; words: string; path: string }[] = [
  { part: 'now', words: 'Now', path: '' },
  { part: 'course', words: 'Course', path: '/course' },
  { part: 'goals', words: 'Goals', path: '/goals' },
  { part: 'sessions', words: 'Sessions', path: '/sessions' },
  { part: 'notes', words: 'Notes', path: '/notes' },
  { part: 'agreement', words: 'Agreement', path: '/agreement' },
  { part: 'measures', words: 'Measures', path: '/measures' },
  { part: 'ledger', words: 'Ledger', path: '/ledger' },
  { part: 'history', words: 'History', path: '/history' },
  { part: 'reaching', words: 'Reaching', path: '/reaching' },
];

type ClientHeadProps = {
  clientId: string;
  /** The short name, "Amira K."; the page's h1. Left out: it comes with the rest of the head. */
  name?: string;
  current: ClientPart;
  /** Stands until the head's own line is there: "Session 11 of 16. Tuesdays 12:00, 50 minutes." */
  line?: ReactNode;
  /** Edged: the page's own button may be the filled one. */
  action?: ReactNode;
  /** What stands until it is known which parts this person's roles open. */
  shown?: readonly ClientPart[];
};

/** Asked once for all parts of one client's page, so that going from one to the next shows the head at once. */
export const clientHeadOptions = (clientId: string) =>
  trpc.clients.get.queryOptions({ clientId }, { staleTime: 30_000 });

/** Who this is about and the way through their pages, the same at the head of each. */
export function ClientHead({ clientId, name, current, line, action, shown }: ClientHeadProps) {
  // The page asks for itself; were the head alone to fail, the page would still stand.
  const head = useQuery({ ...clientHeadOptions(clientId), throwOnError: false }).data;
  const opens: readonly ClientPart[] | undefined = head?.parts ?? shown;
  const open = parts.filter(({ part }) => opens === undefined || opens.includes(part));
  const title = parts.find(({ part }) => part === current)?.words ?? 'Client';
  const who = head?.client.name ?? name ?? '';
  const said = head?.line ?? line;
  return (
    <>
      <div className="page-head">
        <PageTitle title={title}>{who}</PageTitle>
        {said === undefined ? null : <p className="quiet">{said}</p>}
        {action}
      </div>
      <nav className="parts" aria-label={who}>
        <ul>
          {open.map(({ part, words, path }) => (
            <li key={part}>
              <a href={`/clients/${clientId}${path}`} aria-current={part === current ? 'page' : undefined}>
                {part === 'reaching' && head ? `${words} ${head.client.firstName}` : words}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
