import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Double } from '../import/bring/match-clients.ts';
import type { ImportKind } from '../import/core/fields.ts';
import { lookAt } from '../import/core/look.ts';
import { parseCsv } from '../import/core/parse.ts';
import { firstPlan } from '../import/core/plan.ts';
import { answer, askDoubles, askerOver } from './import-ask.ts';

const tomos = {
  id: '00000000-0000-4000-8000-00000000000b',
  fullName: 'Tomos Rees',
  shortName: 'T',
  email: 't@p.example',
};
const world = {
  now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
  zone: 'Europe/London',
  todayOn: '2026-11-23',
  therapists: [tomos],
};

/** A terminal at which somebody types these lines one after the other, and then closes it. */
function terminal(...lines: string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (text) => {
    shown += text;
    // A line is typed when a question stands there: questions end with a space.
    if (!/ $/.test(String(text))) return;
    const next = lines.shift();
    if (next === undefined) input.end();
    else input.write(`${next}\n`);
  });
  return { asker: askerOver(input, output), shown: () => shown };
}

/** Answers until nothing is open; null where somebody left. */
async function settle(kind: ImportKind, text: string, asker: ReturnType<typeof terminal>['asker']) {
  const read = await parseCsv(text);
  if (!read.ok) throw new Error(read.refusal);
  let plan = firstPlan(kind, read.header);
  for (;;) {
    const look = await lookAt(kind, { ...read, encoding: 'utf-8' }, plan, world);
    const [question] = look.questions;
    if (!question) return plan;
    const answered = await answer(asker, question, look, read.header, world);
    if (answered === null) return null;
    plan = answered;
  }
}

const clients =
  'Vorname,Nachname,Born,Email,Status,Therapist\nAda,Prys,03/04/1990,ada@post.example,paused,T Rees\nBea,Prys,05/06/1991,,,\n';

describe('questions at a terminal', () => {
  it('are asked until everything about the file is said', async () => {
    // First and last name; the order of days; what two words mean; whose line does not say; whether addresses are safe.
    const { asker, shown } = terminal('1', '1', '1', '3', '1', '1', 'yes');
    const plan = await settle('clients', clients, asker);
    asker.close();
    expect(plan).toMatchObject({
      columns: { firstName: 0, lastName: 1 },
      dateOrder: 'dmy',
      words: { state: { paused: 'ended' }, therapist: { 't rees': tomos.id } },
      state: 'active',
      contactIsSafe: true,
    });
    expect(shown()).toContain('03/04/1990: 1990-04-03, or 1990-03-04');
    expect(shown()).toContain('What does “paused” mean here (1 lines)?');
  });

  it('are asked once more after a slip, and nothing that was said is lost', async () => {
    const { asker, shown } = terminal('1', 'x', '99', '1', '1.5', '2', '3', '1', '1', 'no');
    const plan = await settle('clients', clients, asker);
    asker.close();
    expect(plan).toMatchObject({ dateOrder: 'mdy', contactIsSafe: false });
    expect(shown().split('or nothing to stop.')).toHaveLength(4);
  });

  it.each([
    ['an empty answer', ['1', '']],
    ['a terminal that is closed', ['1', '1']],
  ])('are left by %s, and nothing is taken for said', async (_, lines) => {
    expect(await settle('clients', clients, terminal(...lines).asker)).toBeNull();
  });

  it('take a length of a session that one can have', async () => {
    const sessions = 'Ref,Date,Status\n1,2024-02-03,attended\n';
    const { asker } = terminal('1', '0', '4800', '50');
    expect(await settle('sessions', sessions, asker)).toMatchObject({ minutes: 50 });
  });
});

it('asks of each double who it is, and says nothing for whoever says nothing', async () => {
  const here = [{ clientId: 'c', name: 'Ada Prys', bornOn: '1990-04-03', reasons: [], isChosen: false }];
  const earlier = [{ line: 2, name: 'Ada Prys', bornOn: null, reasons: [] }];
  const double = (line: number, over: Partial<Double> = {}): Double => ({
    line,
    name: 'Ada',
    bornOn: null,
    choice: null,
    here,
    earlier,
    ...over,
  });
  const { asker } = terminal('1', '2', '3', '');
  const said = await askDoubles(asker, [double(3), double(4), double(5), double(6, { choice: 'another' }), double(7)]);
  expect(said).toEqual({ 3: { sameAs: 'c' }, 4: 'same-as-line', 5: 'another' });
});
