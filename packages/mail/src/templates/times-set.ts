import type { Content } from '../layout.ts';

/** New times are booked: when and where stands behind the link. */
export function timesSet({ url }: { url: string }): Content {
  return {
    subject: 'Your times are set',
    paragraphs: ['The times that we agreed are on your page now. You can see them whenever you like.'],
    link: { words: 'See your times', url },
  };
}
