const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'ng',
};
const apostrophes = /['’‘ʼʻ`´]/gu;
const gaps = /[\s,]+/u;
const hyphens = /[-‐‑‒–—]/gu;

/** Lower case, without accents, and letters that have no accent to lose spelt in plain ones: Siân → sian, Łukasz → lukasz, Groß → gross. */
export function foldName(name: string): string {
  const plain = name
    .replace(apostrophes, "'")
    .normalize('NFKD')
    // Some wide and Greek marks come out of it as one of these.
    .replace(apostrophes, "'")
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\p{M}/gu, '');
  return plain.replace(/[ßæœøłđðþıŋ]/gu, (letter) => letters[letter] ?? letter);
}

/**
 * The words of names as they are kept for finding, each once: a double name is there in halves and as one (Smith-Jones → smith jones
 * smithjones), O’Brien with its O and without (obrien brien).
 */
export function nameWords(...names: readonly (string | null | undefined)[]): string[] {
  const words = names
    .flatMap((name) => foldName(name ?? '').split(gaps))
    .flatMap((token) => {
      const whole = token.replace(apostrophes, '').replace(hyphens, '');
      const halves = token
        .split(hyphens)
        .flatMap((half) => [half.replace(apostrophes, ''), half.split(apostrophes).at(-1) ?? '']);
      return [...halves, whole];
    });
  return [...new Set(words)].filter((word) => word !== '');
}

/** What stands in a client's `name_search`: their words, parted by spaces. The database keeps each word's own row of it. */
export function nameSearchOf(...names: readonly (string | null | undefined)[]): string {
  return nameWords(...names).join(' ');
}

/** What somebody types, as beginnings of kept words: O'Bri → obri, smith-jo → smithjo. */
export function wordsToFind(typed: string): string[] {
  const words = foldName(typed)
    .split(gaps)
    .map((token) => token.replace(apostrophes, '').replace(hyphens, ''));
  return [...new Set(words)].filter((word) => word !== '');
}
