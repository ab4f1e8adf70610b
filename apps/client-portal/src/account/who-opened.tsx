import { dayWords } from './time-words.ts';

const roleWords: Record<string, string> = {
  manager: 'manager',
  'clinical-lead': 'clinical lead',
  therapist: 'therapist',
  supervisor: 'supervisor',
  'front-desk': 'front desk',
};

type Row = { on: string; name: string; roles: readonly string[]; times: number };

export function WhoOpened({ rows }: { rows: readonly Row[] }) {
  return (
    <section className="stack-close">
      <h2>Who opened your record</h2>
      <p className="small">
        This is about what is private: your answers, your words and your goals. The last comes first.
      </p>
      {rows.length === 0 ? (
        <p className="empty">Nobody has opened it yet. When someone does, it says so here.</p>
      ) : (
        <ul className="rows">
          {rows.map(({ on, name, roles, times }) => (
            <li key={`${on} ${name}`}>
              {dayWords(on)}: {name}, {roles.map((role) => roleWords[role] ?? role).join(', ')}
              <span className="quiet"> {times === 1 ? 'once' : `${times} times`}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
