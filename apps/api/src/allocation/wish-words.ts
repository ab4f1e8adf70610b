import { partsOfDay, type Wishes, type WishKind } from '@heather/allocation';
import { weekdayName } from '@heather/scheduling';

const placeWords = { room: 'in person', online: 'online', telephone: 'by telephone' } as const;
const genderWords: Record<string, string> = { woman: 'A woman', man: 'A man', 'non-binary': 'A non-binary person' };

/** Each wish that was said, in words, in the order in which matching answers them. */
export function wishWords(wishes: Wishes): { wish: WishKind; words: string }[] {
  const said: [WishKind, string | undefined][] = [
    ['times', wishes.times?.length ? timesWords(wishes.times) : undefined],
    ['place', wishes.places?.length ? large(either(wishes.places.map((place) => placeWords[place]))) : undefined],
    ['step-free', wishes.stepFree ? 'No stairs' : undefined],
    ['fee', wishes.feeCeilingPence === undefined ? undefined : `Up to ${pounds(wishes.feeCeilingPence)} a session`],
    [
      'therapist-gender',
      wishes.therapistGender ? (genderWords[wishes.therapistGender] ?? large(wishes.therapistGender)) : undefined,
    ],
    ['language', wishes.languages?.length ? either(wishes.languages) : undefined],
    ['modality', wishes.modalities?.length ? large(either(wishes.modalities)) : undefined],
    ['style', wishes.styleWords?.length ? `“${large(wishes.styleWords.join(', '))}”` : undefined],
  ];
  return said.flatMap(([wish, words]) => (words === undefined ? [] : [{ wish, words }]));
}

/** 'Tuesday or Thursday, after five; Friday, mornings'. */
function timesWords(times: NonNullable<Wishes['times']>): string {
  const byPart = new Map<string, Set<number>>();
  for (const { weekday, startsLocal, endsLocal } of times) {
    const part = partWords(startsLocal, endsLocal);
    byPart.set(part, (byPart.get(part) ?? new Set()).add(weekday));
  }
  return [...byPart]
    .map(([part, days]) => {
      const sorted = [...days].sort((a, b) => a - b);
      const named =
        sorted.length === 5 && sorted.at(-1) === 5
          ? 'Any weekday'
          : sorted.length === 7
            ? 'Any day'
            : either(sorted.map(weekdayName));
      return `${named}, ${part}`;
    })
    .join('; ');
}

function partWords(startsLocal: string, endsLocal: string): string {
  const is = (part: keyof typeof partsOfDay) =>
    partsOfDay[part].startsLocal === startsLocal && partsOfDay[part].endsLocal === endsLocal;
  if (is('morning')) return 'mornings';
  if (is('afternoon')) return 'afternoons';
  if (is('evening')) return 'after five';
  return `${startsLocal} to ${endsLocal}`;
}

/** £45, £47.50. */
export function pounds(pence: number): string {
  return pence % 100 === 0 ? `£${pence / 100}` : `£${(pence / 100).toFixed(2)}`;
}

function either(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? '');
}

const large = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
