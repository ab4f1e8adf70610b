import type { Content } from '../layout.ts';

/** An agreement is ready. Opening the link changes nothing, so a scanner that follows it does no harm. */
export function thingsToDo({ url }: { url: string }): Content {
  return {
    subject: 'Something is ready for you',
    paragraphs: [
      'There are a few things for you to look at. They take about 6 minutes. Opening the page changes nothing.',
    ],
    link: { words: 'Open the page', url },
  };
}
