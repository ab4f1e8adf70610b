import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';

/** On the home page: what I work on, and the way to it. */
export default function GoalsSection() {
  const goals = useQuery(trpc.goals.mine.queryOptions(undefined, { throwOnError: false }));
  if (!goals.data?.therapist) return null;
  const open = goals.data.goals.filter(({ state }) => state === 'agreed' || state === 'proposed');
  const waits = open.filter(({ waitsFor }) => waitsFor === 'client').length;
  return (
    <section className="home-part" aria-label="What I work on">
      <h2>What I work on</h2>
      {open.length === 0 ? null : (
        <ul className="plain-list">
          {open.slice(0, 3).map(({ id, words }) => (
            <li key={id}>“{words}”</li>
          ))}
        </ul>
      )}
      <p className="small">
        <a href="/goals">
          {open.length === 0
            ? 'Say what you would like to be different'
            : waits > 0
              ? 'One waits for your yes. See your goals'
              : 'See your goals'}
        </a>
      </p>
    </section>
  );
}
