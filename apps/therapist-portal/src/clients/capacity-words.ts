import { dayAndMonth } from '@heather/alliance';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const numberWords = (count: number): string => numbers[count] ?? String(count);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

type Capacity = {
  weeks: readonly { weekOn: string }[];
  openings: readonly { weekOn: string; places: number }[];
};

/** Tenths in words: 10 → '1', 175 → '17.5'. */
export const weightWords = (tenths: number): string => String(tenths / 10);

/** "One place now, two more from the week of 25 January." What lasts for the whole quarter alone is said. */
export function openingWords({ openings, weeks }: Capacity): string {
  if (openings.length === 0) return 'No place opens in the next quarter.';
  const [first, ...later] = openings;
  const isLong = first !== undefined && later.length > 2;
  const more = later.reduce((sum, { places }) => sum + places, 0);
  const said = isLong ? [first, { weekOn: later.at(-1)?.weekOn ?? '', places: more }] : openings;
  const parts = said.map(({ weekOn, places }, index) => {
    const count = `${numberWords(places)}${index === 0 ? (places === 1 ? ' place' : ' places') : ' more'}`;
    if (weekOn === weeks[0]?.weekOn) return `${count} now`;
    return `${count} ${isLong && index > 0 ? 'by' : 'from'} the week of ${dayAndMonth(weekOn)}`;
  });
  return `${capital(parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`)}.`;
}

/** "Two more from 1 March, said on 23 November." */
export function saidWords({ places, fromOn, saidOn }: { places: number; fromOn: string; saidOn: string }): string {
  const what =
    places === 0 ? 'Nobody more for now' : `${capital(numberWords(places))} more from ${dayAndMonth(fromOn)}`;
  return `${what}, said on ${dayAndMonth(saidOn)}.`;
}
