import type { Content } from '../layout.ts';

export function somethingToRead({ url }: { url: string }): Content {
  return {
    subject: 'Something to read',
    paragraphs: ['There is something for you to read when you have a moment.'],
    link: { words: 'Open the page', url },
  };
}
