import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

/** On the home page, once a note is shared: the way to it. */
export default function NotesSection() {
  const mine = useQuery(trpc.notes.mine.queryOptions(undefined, { throwOnError: false }));
  const newest = mine.data?.notes[0];
  if (!newest) return null;
  return (
    <section className="home-part" aria-label="Notes shared with you">
      <h2>Notes shared with you</h2>
      <p className="small">
        <a href="/notes">Read the note of {newest.sessionOn}</a>
      </p>
    </section>
  );
}
