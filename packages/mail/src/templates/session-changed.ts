import type { Content } from '../layout.ts';

/**
 * Moved or cancelled: which one, and to when, stands behind the link.
 * @param say the day, the time and whom one meets: only under the client's own yes to it, asked again as the mail leaves
 */
export function sessionChanged({ url, say }: { url: string; say?: string }): Content {
  return {
    subject: 'A time has changed',
    paragraphs: ['One of your times has changed. Please look before you set out.', ...(say ? [say] : [])],
    link: { words: 'See your times', url },
  };
}
