import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

/** What the person holds against what was written, in their own words and dated: beside the note it is about, or all of it. */
export function TheirAccounts({ clientId, noteId }: { clientId: string; noteId?: string | null }) {
  // A lead who broke the glass reads the notes; these are the therapist's page's.
  const found = useQuery({ ...trpc.rights.statements.queryOptions({ clientId }), throwOnError: false, retry: false });
  const shown = (found.data ?? []).filter((one) => noteId === undefined || (noteId !== null && one.noteId === noteId));
  if (shown.length === 0) return null;
  return (
    <section aria-label="Their own account">
      {shown.map(({ id, on, words }) => (
        <div key={id} className="note-entry">
          <p className="note-words">{words}</p>
          <p className="quiet">
            Their own account, since{' '}
            {new Date(`${on}T12:00:00Z`).toLocaleDateString('en-GB', {
              day: 'numeric',
              month: 'long',
              year: 'numeric',
            })}
            .
          </p>
        </div>
      ))}
    </section>
  );
}
