import type { Content } from '../layout.ts';

export function copyReady({ url }: { url: string }): Content {
  return {
    subject: 'Your copy is ready',
    paragraphs: ['Thank you. Your own copy is ready. You can open it at any time.'],
    link: { words: 'Open your copy', url },
  };
}
