import type { Content } from '../layout.ts';

/** @param code digits, shown in two halves for reading aloud */
export function oneTimeCode({ code, minutes }: { code: string; minutes: number }): Content {
  return {
    subject: 'Your code',
    paragraphs: [
      `Here is your code. It works once, for ${minutes} minutes.`,
      'If you did not ask for it, you can ignore this. Nobody gets in without it. We never ask you for it.',
    ],
    code,
  };
}
