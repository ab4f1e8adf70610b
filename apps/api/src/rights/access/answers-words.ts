import { checkIn, checkInParts, checkInQuestion } from '@heather/alliance';
import { type Item, isMeasureKey, measures } from '@heather/outcomes';
import type { Json, RecordRow } from './record-row.ts';

const notAnswered = 'not answered';

/**
 * Answers as they were ticked are places on a form. For whoever reads the copy each stands with the question and the words that it was
 * ticked at; where this Heather has other words than those that were shown, or none, its number.
 * @returns null for a row without such answers
 */
export function answersWords(table: string, values: RecordRow['values']): string | null {
  if (table === 'administration') return measureWords(values);
  if (table === 'check_in') return checkInWords(values.answers);
  if (table === 'risk_alert') return alertWords(values);
  return null;
}

function itemsOf(values: RecordRow['values']): readonly Item[] | null {
  const { measure_key: key, definition_version: version } = values;
  if (!isMeasureKey(key)) return null;
  return version === undefined || measures[key].version === version ? measures[key].items : null;
}

function line(items: readonly Item[] | null, index: number, position: Json): string {
  const item = items?.[index];
  const question = item?.text ?? `Question ${index + 1}`;
  if (typeof position !== 'number') return `${question}: ${notAnswered}`;
  return `${question}: ${item?.options[position]?.label ?? `answer ${position + 1}`}`;
}

function measureWords(values: RecordRow['values']): string | null {
  const { answers } = values;
  if (!Array.isArray(answers)) return null;
  const items = itemsOf(values);
  return answers.map((position, index) => line(items, index, position)).join('\n');
}

/** The row names no measure: its questionnaire stands in the same copy, in full. */
function alertWords({ answer }: RecordRow['values']): string | null {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null;
  const { item, position } = answer;
  return typeof item === 'number' ? line(null, item - 1, position ?? null) : null;
}

function checkInWords(answers: Json | undefined): string | null {
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) return null;
  const names = { therapist: 'your therapist', day: 'that day' };
  const lines = checkInParts.map((part) => {
    const tick = answers[part];
    return `${checkInQuestion(part, names)} ${typeof tick === 'number' ? checkIn.options[tick] : notAnswered}`;
  });
  const { note, audience } = answers;
  if (typeof note === 'string' && note !== '') lines.push(`${checkIn.open.text} ${note}`);
  const reader = checkIn.audience.options.find(({ value }) => value === audience);
  if (reader) lines.push(`${checkIn.audience.text} ${reader.label}`);
  return lines.join('\n');
}
