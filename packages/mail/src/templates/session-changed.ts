import type { Content } from '../layout.ts';

/** Moved or cancelled: which one, and to when, stands behind the link. */
export function sessionChanged({ url }: { url: string }): Content {
  return {
    subject: 'A time has changed',
    paragraphs: ['One of your times has changed. Please look before you set out.'],
    link: { words: 'See your times', url },
  };
}
