import type { Content } from '../layout.ts';

export function staffInvite({ url, days }: { url: string; days: number }): Content {
  return {
    subject: 'Set up your way in',
    paragraphs: [
      `You have been invited to join. The link works once, for ${days} days. You will choose a password and a second step.`,
    ],
    link: { words: 'Set up your way in', url },
  };
}
