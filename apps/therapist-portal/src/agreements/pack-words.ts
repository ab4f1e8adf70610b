/** Where a pack stands, in words. Nothing here is an alarm: not signed is not a danger. */
export type PackView = {
  state: string;
  channel: string;
  sentAt: string;
  expiresAt: string;
  signedAt?: string | null;
  isCountersigned: boolean;
};

export const dayOf = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(at));

export const timeOf = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));

export function packWords(pack: PackView, timeZone: string): string {
  const until = dayOf(pack.expiresAt, timeZone);
  switch (pack.state) {
    case 'sent':
      return pack.channel === 'paper' ? `On paper, open until ${until}` : `Not signed, open until ${until}`;
    case 'talking':
      return 'Wants to talk about it first';
    case 'signed':
      return pack.isCountersigned ? 'Signed by both' : 'Signed by the client, not countersigned';
    case 'declined':
      return 'Said no';
    case 'expired':
      return `The time ran out on ${until}`;
    case 'superseded':
      return 'Replaced by a newer one';
    default:
      return 'Taken back';
  }
}

/** Does somebody here have something to do? Then it is said in weight. */
export const waitsForUs = (pack: PackView): boolean =>
  pack.state === 'talking' ||
  pack.state === 'expired' ||
  pack.state === 'declined' ||
  (pack.state === 'signed' && !pack.isCountersigned);

export const agreementStateWords: Record<string, string> = {
  draft: 'Not sent yet',
  sent: 'Waits for signatures',
  agreed: 'Holds',
  superseded: 'Replaced by a newer one',
  declined: 'Not agreed',
  closed: 'Closed unsigned',
};
