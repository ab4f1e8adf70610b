import type { Content } from '../layout.ts';

/**
 * New times are booked: when and where stands behind the link.
 * @param say the day, the time and whom one meets: only under the client's own yes to it, asked again as the mail leaves
 */
export function timesSet({ url, say }: { url: string; say?: string }): Content {
  return {
    subject: 'Your times are set',
    paragraphs: [
      'The times that we agreed are on your page now. You can see them whenever you like.',
      ...(say ? [say] : []),
    ],
    link: { words: 'See your times', url },
  };
}
