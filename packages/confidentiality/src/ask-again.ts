import type { Nation } from './clause.ts';
import { nationRules } from './nation-rules.ts';

/** How long before the birthday it is said, so that there is a session to talk about it in. Chosen, not derived. */
const askAgainAheadDays = 60;

export type AskAgain = { age: number; on: string };

/**
 * The birthday at which what was agreed is asked again of the person themselves: the newest one that came since they agreed, or comes
 * soon. Null for somebody who had it behind them when they agreed, and for whom no birthday is known. Dates are local, YYYY-MM-DD.
 */
export function askAgainFor(
  person: { bornOn: string | null; nation: Nation; agreedOn: string },
  today: string,
): AskAgain | null {
  if (person.bornOn === null) return null;
  const born = Temporal.PlainDate.from(person.bornOn);
  const [agreed, until] = [
    Temporal.PlainDate.from(person.agreedOn),
    Temporal.PlainDate.from(today).add({ days: askAgainAheadDays }),
  ];
  const due = nationRules[person.nation].askAgainAt
    .map((age) => ({ age, on: born.add({ years: age }) }))
    .filter(({ on }) => Temporal.PlainDate.compare(on, agreed) > 0 && Temporal.PlainDate.compare(on, until) <= 0);
  const last = due.at(-1);
  return last ? { age: last.age, on: last.on.toString() } : null;
}
