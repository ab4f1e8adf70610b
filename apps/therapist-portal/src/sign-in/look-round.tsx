import { ErrorSummary, useAct } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { api, trpc } from '../app/trpc.ts';
import { arrive } from './arrive.ts';
import { rolesInWords } from './role-words.ts';

/** One click by role, in a demonstration alone; elsewhere the server says so and names nobody. */
export function LookRound() {
  const status = useQuery(trpc.demonstration.status.queryOptions(undefined, { throwOnError: false }));
  const { busy, errors, act } = useAct();
  if (!status.data?.isOn) return null;
  const be = (staffId: string) =>
    act(staffId, async () => {
      await api.demonstration.signIn.mutate({ staffId });
      return arrive();
    });
  return (
    <section className="look-round">
      <h2>This is a demonstration</h2>
      <p className="quiet">Nobody in it is real. Look round as one of these people; no password is asked.</p>
      <ErrorSummary errors={errors} />
      <ul className="rows">
        {status.data.people.map(({ staffId, name, roles }) => (
          <li key={staffId}>
            <button type="button" className="link-button" onClick={() => void be(staffId)}>
              {name}
            </button>
            <span className="quiet" role="status">
              {busy === staffId ? 'Signing in…' : rolesInWords(roles)}
            </span>
          </li>
        ))}
      </ul>
      {status.data.mailUrl === null ? null : (
        <p className="quiet">
          Mail that was sent is in <a href={status.data.mailUrl}>the demonstration’s mailbox</a>.
        </p>
      )}
    </section>
  );
}
