import { PageTitle } from '@heather/ui';
import type { ReactNode } from 'react';

export type ClientPart = 'now' | 'course' | 'measures' | 'agreement' | 'sessions';

/** The parts of a client's page, in their order. An area adds its own line. */
const parts: readonly { part: ClientPart; words: string; path: string }[] = [
  { part: 'now', words: 'Now', path: '' },
  { part: 'course', words: 'Course', path: '/course' },
  { part: 'measures', words: 'Measures', path: '/measures' },
  { part: 'agreement', words: 'Agreement', path: '/agreement' },
  { part: 'sessions', words: 'Sessions', path: '/sessions' },
];

type ClientHeadProps = {
  clientId: string;
  /** The short name, "Amira K."; the page's h1. */
  name: string;
  current: ClientPart;
  /** "Session 11 of 16. Tuesdays 12:00, 50 minutes." */
  line?: ReactNode;
  /** Edged: the page's own button may be the filled one. */
  action?: ReactNode;
  /** Leaves out what this person's roles do not open. */
  shown?: readonly ClientPart[];
};

/** Who this is about and the way through their pages, the same at the head of each. */
export function ClientHead({ clientId, name, current, line, action, shown }: ClientHeadProps) {
  const open = parts.filter(({ part }) => shown === undefined || shown.includes(part));
  const title = parts.find(({ part }) => part === current)?.words ?? 'Client';
  return (
    <>
      <div className="page-head">
        <PageTitle title={title}>{name}</PageTitle>
        {line === undefined ? null : <p className="quiet">{line}</p>}
        {action}
      </div>
      <nav className="parts" aria-label={name}>
        <ul>
          {open.map(({ part, words, path }) => (
            <li key={part}>
              <a href={`/clients/${clientId}${path}`} aria-current={part === current ? 'page' : undefined}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
