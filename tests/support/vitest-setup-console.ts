import { afterEach } from 'vitest';

// What a unit prints as an error, nobody reads in a passing run: so it fails.
const errors: string[] = [];
const print = console.error;
console.error = (...words: unknown[]) => {
  errors.push(words.map(String).join(' '));
  print(...words);
};

afterEach(() => {
  const seen = errors.splice(0);
  if (seen.length > 0) throw new Error(`console.error was called: ${seen[0]}`);
});
