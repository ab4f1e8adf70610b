import { Button, RadioRows, Trouble } from '@heather/ui';
import { useState } from 'react';
import { counted, reasonWords } from './import-words.ts';
import { type Plan, useSavePlan } from './plan-form.tsx';
import type { Run } from './run-page.tsx';

type Double = Run['doubles'][number];
type Choice = Plan['doubles'][string];

/** Lines of people who may be here already, or stand there twice. Where nothing is said the line stays out. */
export function Doubles({ run }: { run: Run }) {
  const [doubles, setDoubles] = useState((run.plan as Plan).doubles);
  const { save, send } = useSavePlan(run);
  const all = (choice: (double: Double) => Choice | null) =>
    setDoubles({
      ...doubles,
      ...Object.fromEntries(
        run.doubles.flatMap((double) =>
          choice(double) === null ? [] : [[String(double.line), choice(double) as Choice]],
        ),
      ),
    });
  return (
    <section className="import-form">
      <h2>People who may be here already</h2>
      <p className="quiet">
        {counted(run.doublesInAll)}
        {run.doublesInAll > run.doubles.length ? `; the first ${run.doubles.length} are shown` : ''}. A line about which
        nothing is said stays out. “The same” adds nothing to a record but the number: sessions and scores then find it.
      </p>
      {save.error ? <Trouble error={save.error} /> : null}
      <p className="acts">
        <Button kind="edged" onClick={() => all(sameOf)}>
          All are the same people
        </Button>
        <Button kind="edged" onClick={() => all(() => 'another')}>
          All are other people
        </Button>
      </p>
      <ul className="rows import-doubles">
        {run.doubles.map((double) => (
          <li key={double.line}>
            <OneDouble
              double={double}
              choice={doubles[String(double.line)]}
              onChange={(choice) => setDoubles({ ...doubles, [String(double.line)]: choice })}
            />
          </li>
        ))}
      </ul>
      <p className="acts">
        <Button
          kind="edged"
          busy={save.isPending && 'Looking…'}
          onClick={() => send({ ...(run.plan as Plan), doubles })}
        >
          Keep these answers
        </Button>
      </p>
    </section>
  );
}

/** Where one person fits; of several somebody has to choose. */
function sameOf({ here, earlier }: Double): Choice | null {
  const [only, other] = here;
  if (only) return other ? null : { sameAs: only.clientId };
  return earlier.length > 0 ? 'same-as-line' : null;
}

function OneDouble({
  double,
  choice,
  onChange,
}: {
  double: Double;
  choice: Choice | undefined;
  onChange: (choice: Choice) => void;
}) {
  const { line, name, bornOn, here, earlier } = double;
  const born = (on: string | null) => (on === null ? '' : `, born ${on}`);
  const because = (reasons: readonly (keyof typeof reasonWords)[]) =>
    `The same: ${reasons.map((one) => reasonWords[one]).join(', ')}.`;
  const [first] = earlier;
  return (
    <RadioRows
      name={`double-${line}`}
      legend={`Line ${line}: ${name}${born(bornOn)}`}
      options={[
        ...here.map((one) => ({
          value: one.clientId,
          label: `The same as ${one.name}${born(one.bornOn)}`,
          hint: because(one.reasons),
        })),
        ...(first
          ? [
              {
                value: 'same-as-line',
                label: `The same as ${first.name}${born(first.bornOn)} in line ${first.line}`,
                hint: because(first.reasons),
              },
            ]
          : []),
        { value: 'another', label: 'Another person' },
      ]}
      value={choice === undefined ? null : typeof choice === 'string' ? choice : choice.sameAs}
      onChange={(value) => onChange(value === 'another' || value === 'same-as-line' ? value : { sameAs: value })}
    />
  );
}
