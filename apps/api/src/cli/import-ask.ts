import { createInterface } from 'node:readline/promises';
import type { Double } from '../import/bring/match-clients.ts';
import { type Field, fieldsOf } from '../import/core/fields.ts';
import type { Look, Question, World } from '../import/core/look.ts';
import type { Plan } from '../import/core/plan.ts';
import { clientStates, leaveOut, meaningsOf, type WordField } from '../import/core/words.ts';

type Choice = { value: string; label: string };
/** Somebody at a terminal. Every question can be left with an empty answer, or by closing it, and nothing is written then. */
export type Asker = {
  say: (line: string) => void;
  choose: <T extends string>(question: string, choices: readonly { value: T; label: string }[]) => Promise<T | null>;
  /** A whole number within these; asked again until it is one. */
  number: (question: string, from: number, to: number) => Promise<number | null>;
  yes: (question: string) => Promise<boolean>;
  close: () => void;
};

/** Null where nobody sits: then it is said which option to give. */
export function openAsker(): Asker | null {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  return askerOver(process.stdin, process.stdout);
}

/** A slip of the finger is asked once more: thirty words that were answered are not lost to the thirty-first. */
export function askerOver(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Asker {
  const terminal = createInterface({ input, output });
  const isClosed = new Promise<string>((done) => terminal.once('close', () => done('')));
  const line = (text: string) => void output.write(`${text}\n`);
  const text = async (question: string) => (await Promise.race([terminal.question(`${question} `), isClosed])).trim();
  const number: Asker['number'] = async (question, from, to) => {
    for (;;) {
      const typed = await text(question);
      if (typed === '') return null;
      const given = Number(typed);
      if (Number.isInteger(given) && given >= from && given <= to) return given;
      line(`A number from ${from} to ${to}, or nothing to stop.`);
    }
  };
  return {
    say: line,
    number,
    yes: async (question) => /^y(es)?$/i.test(await text(`${question} (yes or no)`)),
    choose: async (question, choices) => {
      line(question);
      for (const [at, { label }] of choices.entries()) line(`  ${at + 1}  ${label}`);
      const at = await number('Which number?', 1, choices.length);
      return at === null ? null : (choices[at - 1]?.value ?? null);
    },
    close: () => terminal.close(),
  };
}

const orders = [
  { value: 'dmy', label: 'day, month, year' },
  { value: 'mdy', label: 'month, day, year' },
] as const;

/** One question answered: the plan with it; null when it was left. */
export async function answer(
  asker: Asker,
  question: Question,
  look: Look,
  header: readonly string[],
  world: World,
): Promise<Plan | null> {
  const { plan } = look;
  switch (question.kind) {
    case 'columns':
      return askColumns(asker, question.missing, look, header);
    case 'letters': {
      for (const sample of question.samples) asker.say(`  ${sample}`);
      return (await asker.yes('Are these letters right?')) ? { ...plan, lettersAreRight: true } : null;
    }
    case 'date-order': {
      for (const { cell, dmy, mdy } of question.samples)
        asker.say(`  ${cell}: ${dmy ?? 'no day'}, or ${mdy ?? 'no day'}`);
      const dateOrder = await asker.choose('In which order are these days written?', orders);
      return dateOrder && { ...plan, dateOrder };
    }
    case 'too-many-words': {
      asker.say(`The column for “${question.field}” has too many different words for that. It is left aside.`);
      const { [question.field]: _, ...columns } = plan.columns;
      return { ...plan, columns };
    }
    case 'words':
      return askWords(asker, question.field, look, world);
    case 'minutes': {
      const minutes = await asker.number(
        `How many minutes long were the ${question.lines} sessions that do not say?`,
        5,
        480,
      );
      return minutes === null ? null : { ...plan, minutes };
    }
    case 'state': {
      const choices = clientStates.map((value) => ({ value, label: value }));
      const state = await asker.choose(
        `${question.lines} lines do not say whether these people still come. They are:`,
        choices,
      );
      return state && { ...plan, state };
    }
    case 'contact': {
      asker.say('An address or number is used only when it is safe: when nobody else reads or answers it.');
      return {
        ...plan,
        contactIsSafe: await asker.yes('Have you used these addresses and numbers before, and are they safe?'),
      };
    }
  }
}

async function askColumns(
  asker: Asker,
  missing: readonly Field[][],
  look: Look,
  header: readonly string[],
): Promise<Plan | null> {
  const [first] = missing;
  if (!first) return look.plan;
  const columns = { ...look.plan.columns };
  const label = (field: Field) => fieldsOf(look.read.kind).find((one) => one.field === field)?.label ?? field;
  for (const field of first) {
    if (columns[field] !== undefined) continue;
    const free = header
      .map((name, at) => ({ value: String(at), label: name || `Column ${at + 1}` }))
      .filter(({ value }) => !Object.values(columns).includes(Number(value)));
    const at = await asker.choose(`Which column is this: ${label(field)}?`, free);
    if (at === null) return null;
    columns[field] = Number(at);
  }
  return { ...look.plan, columns };
}

async function askWords(asker: Asker, field: WordField, look: Look, { therapists }: World): Promise<Plan | null> {
  const words: Record<string, string> = { ...look.plan.words[field] };
  const meanings: Choice[] =
    field === 'therapist'
      ? therapists.map(({ id, fullName }) => ({ value: id, label: fullName }))
      : meaningsOf(field).map((value) => ({ value, label: value }));
  for (const { word, lines, meaning } of look.words.find((one) => one.field === field)?.words ?? []) {
    if (meaning !== null) continue;
    const said = await asker.choose(`What does “${word}” mean here (${lines} lines)?`, [
      ...meanings,
      { value: leaveOut, label: 'leave these lines out' },
    ]);
    if (said === null) return null;
    words[word] = said;
  }
  return { ...look.plan, words: { ...look.plan.words, [field]: words } };
}

/** Which option says what is open. */
export function optionFor(question: Question, look: Look, header: readonly string[]): string[] {
  switch (question.kind) {
    case 'columns':
      return [
        `--map file.json with "columns" for ${question.missing.map((fields) => fields.join(' and ')).join(', or ')}. The first line has: ${header.join(', ')}`,
      ];
    case 'letters':
      return [`--map file.json with "lettersAreRight": true, when these are right: ${question.samples.join(', ')}`];
    case 'date-order':
      return [`--date-order dmy|mdy, for days such as ${question.samples.map(({ cell }) => cell).join(', ')}`];
    case 'too-many-words':
      return [
        `--map file.json with other "columns": the one for ${question.field} has too many different words for that`,
      ];
    case 'words': {
      const open =
        look.words.find(({ field }) => field === question.field)?.words.filter(({ meaning }) => meaning === null) ?? [];
      const meanings = question.field === 'therapist' ? 'ids of therapists' : meaningsOf(question.field).join('|');
      return [
        `--map file.json with "words": { "${question.field}": { … } } for ${open.map(({ word }) => `“${word}”`).join(', ')}: each ${meanings}, or ${leaveOut}`,
      ];
    }
    case 'minutes':
      return [`--map file.json with "minutes": how long the ${question.lines} sessions were that do not say`];
    case 'state':
      return [
        `--map file.json with "state": ${clientStates.join('|')}, of the ${question.lines} people whose line does not say`,
      ];
    case 'contact':
      return [
        '--map file.json with "contactIsSafe": true|false, whether these addresses and numbers were used before and are safe',
      ];
  }
}

/** Line by line: the same person, another person, or nothing said, and then the line stays out. */
export async function askDoubles(asker: Asker, doubles: readonly Double[]): Promise<Plan['doubles']> {
  const said: Plan['doubles'] = {};
  for (const { line, name, bornOn, here, earlier, choice } of doubles) {
    if (choice !== null) continue;
    const choices: Choice[] = [
      ...here.map((one) => ({
        value: one.clientId,
        label: `the same as ${one.name}${one.bornOn === null ? '' : `, born ${one.bornOn}`}`,
      })),
      ...(earlier.length > 0
        ? [{ value: 'same-as-line', label: `the same as ${earlier[0]?.name} in line ${earlier[0]?.line}` }]
        : []),
      { value: 'another', label: 'another person' },
    ];
    const chosen = await asker.choose(
      `Line ${line}, ${name}${bornOn === null ? '' : `, born ${bornOn}`}, is:`,
      choices,
    );
    if (chosen === 'another' || chosen === 'same-as-line') said[String(line)] = chosen;
    else if (chosen !== null) said[String(line)] = { sameAs: chosen };
  }
  return said;
}
