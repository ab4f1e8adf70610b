type Finding = { what: string; state: 'holds' | 'fails' | 'not-checked'; why: string | null };

const names: Record<string, string> = {
  'file-hash': 'The file',
  seal: 'The seal',
  record: 'What was signed',
  'clause-version': 'The wording',
  signature: 'The signatures',
  audit: 'Our log',
};

/** What was looked at in a signed agreement, a line each; what fails is said in weight and in words. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="rows">
      {findings.map(({ what, state, why }) => (
        <li key={what}>
          {names[what] ?? what}:{' '}
          {state === 'holds' ? (
            'as it was'
          ) : state === 'fails' ? (
            <b>not as it was. {why}</b>
          ) : (
            <span>not looked at. {why}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
