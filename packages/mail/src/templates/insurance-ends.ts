import type { Content } from '../layout.ts';

/** To the person whose insurance it is, and to the managers; nobody's name stands in it. */
export function insuranceEnds({ url, days, isOwn }: { url: string; days: number; isOwn: boolean }): Content {
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
  return {
    subject: 'An insurance ends soon',
    paragraphs: [
      isOwn
        ? `Your insurance, as it is kept here, ends ${when}. Tell your manager once it is renewed.`
        : `A colleague’s insurance ends ${when}. Please put the new date in once it is renewed.`,
    ],
    link: { words: 'See the date', url },
  };
}
