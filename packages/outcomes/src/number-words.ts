const words =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** "seven", "no" for 0, "21", "3.33": whole numbers to twenty in words, others in figures. Sign is dropped. */
export function inWords(value: number): string {
  const size = Math.abs(value);
  return words[size] ?? String(size);
}

export const points = (value: number): string => `${inWords(value)} ${Math.abs(value) === 1 ? 'point' : 'points'}`;

export const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
