import type { Content } from '../layout.ts';

/** Words that somebody read before they left, or that our own code wrote; they were held to what a mail may say (awayProblems). */
export function timeOff({ words, url }: { words: string; url: string }): Content {
  return {
    subject: 'A time has changed',
    paragraphs: words
      .split(/\n+/)
      .map((line) => line.trim())
      .filter(Boolean),
    link: { words: 'See your times', url },
  };
}
