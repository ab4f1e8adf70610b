import type { Content } from '../layout.ts';

/** A password or recovery codes: which, and when, stands behind the link. */
export function wayInChanged({ url }: { url: string }): Content {
  return {
    subject: 'Your way in has changed',
    paragraphs: ['Something about how you sign in was changed just now. If it was not you, tell your manager at once.'],
    link: { words: 'See your account', url },
  };
}
