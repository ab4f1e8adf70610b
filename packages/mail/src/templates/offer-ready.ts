import type { Content } from '../layout.ts';

/** A place is offered. Who, when and what it costs stand behind the link. */
export function offerReady({ url }: { url: string }): Content {
  return {
    subject: 'A time is being kept for you',
    paragraphs: [
      'We are keeping a time for you. Please say if it suits you. You do not have to give a reason if it does not.',
    ],
    link: { words: 'See the time', url },
  };
}
