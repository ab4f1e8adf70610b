import type { ThreadMark } from './lay-thread.ts';

const counts =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const places =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

/** 0 to 20 in words, figures above. */
export function countInWords(count: number): string {
  return counts[count] ?? String(count);
}

/** 1 → "first". Above twenty: "21st". */
export function placeInWords(place: number): string {
  const tail = place % 100 > 10 && place % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return places[place - 1] ?? `${place}${tail}`;
}

/** The thread in one sentence, for those who do not see it: nothing in the picture is missing from it. */
export function describeThread(marks: readonly ThreadMark[]): string {
  const parts: string[] = [];
  let session = 0;
  let agreedBefore = false;
  const lived = marks.filter((mark) => mark.kind === 'session').length;
  const planned = marks.filter((mark) => mark.kind === 'planned').length;
  const held = marks.filter((mark) => mark.kind === 'held').length;
  const total = lived + planned + marks.filter((mark) => mark.kind === 'today').length;
  if (marks[0]?.kind === 'agreed') parts.push('agreed');
  if (lived > 0) parts.push(`${countInWords(lived)} ${lived === 1 ? 'session' : 'sessions'}`);
  for (const mark of marks) {
    if (mark.kind === 'agreed' && agreedBefore) parts.push(`agreed anew after the ${placeInWords(session)}`);
    if (mark.kind === 'agreed') agreedBefore = true;
    if (mark.kind === 'session' || mark.kind === 'today') session += 1;
    if (mark.kind === 'session' && mark.rupture !== undefined) {
      const state = mark.rupture === 'open' ? 'still open' : 'repaired';
      parts.push(`a rupture at the ${placeInWords(session)}, ${state}`);
    }
    if (mark.kind === 'today') {
      parts.push(`today the ${placeInWords(session)}${planned > 0 ? ` of ${countInWords(total)}` : ''}`);
    }
  }
  if (planned > 0 && !marks.some((mark) => mark.kind === 'today')) parts.push(`${countInWords(planned)} planned`);
  if (held > 0) parts.push(`${countInWords(held)} held, not agreed yet`);
  const words = parts.join('; ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
