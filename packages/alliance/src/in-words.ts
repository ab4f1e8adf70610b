const cardinals =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const tens = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const months = 'January February March April May June July August September October November December'.split(' ');

/** "no", "seven", "twenty-one"; figures from 100 and for what is no count. */
export function inWords(count: number): string {
  if (!Number.isInteger(count) || count < 0 || count > 99) return String(count);
  const small = cardinals[count];
  if (small !== undefined) return small;
  const ones = count % 10;
  return `${tens[Math.floor(count / 10)]}${ones === 0 ? '' : `-${cardinals[ones]}`}`;
}

/** "first", "twenty-first", "fortieth"; "112th" from 100. */
export function ordinal(place: number): string {
  if (!Number.isInteger(place) || place < 1) return String(place);
  if (place > 99) return `${place}${suffix(place)}`;
  const small = ordinals[place - 1];
  if (small !== undefined) return small;
  const ten = tens[Math.floor(place / 10)] ?? '';
  return place % 10 === 0 ? `${ten.slice(0, -1)}ieth` : `${ten}-${ordinals[(place % 10) - 1]}`;
}

function suffix(place: number): string {
  if (place % 100 >= 11 && place % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][place % 10] ?? 'th';
}

/** "17 November" from YYYY-MM-DD. */
export function dayAndMonth(on: string): string {
  const [, month, day] = on.split('-').map(Number);
  return `${day} ${months[(month ?? 0) - 1]}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** "£55", "£47.50". */
export function pounds(pence: number): string {
  return `£${pence % 100 === 0 ? pence / 100 : (pence / 100).toFixed(2)}`;
}
