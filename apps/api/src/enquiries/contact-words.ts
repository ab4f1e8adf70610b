type Stored = {
  email: string | null;
  emailIsSafe: boolean;
  emailIsShared: boolean;
  telephone: string | null;
  telephoneIsSafe: boolean;
  textIsSafe: boolean;
  mayLeaveMessage: boolean;
  messageAs: string | null;
  postalAddress: string | null;
  postIsSafe: boolean;
  fromLocal: string | null;
  untilLocal: string | null;
  prefers: string;
};

/** Only the ways that are safe, the preferred one first, each as a sentence. What is not safe is not named. */
export function contactWords(contact: Stored | null): string[] {
  if (!contact) return ['No safe way to reach them is known.'];
  const ways: [string, string | false][] = [
    [
      'email',
      contact.emailIsSafe &&
        contact.email !== null &&
        `E-mail ${contact.email}${contact.emailIsShared ? ' (shared with somebody)' : ''}`,
    ],
    [
      'telephone',
      contact.telephoneIsSafe &&
        contact.telephone !== null &&
        `Telephone ${contact.telephone}, ${contact.mayLeaveMessage ? `messages ${contact.messageAs ? `as “${contact.messageAs}”` : 'may be left'}` : 'no messages'}`,
    ],
    ['text', contact.textIsSafe && contact.telephone !== null && `Text ${contact.telephone}`],
    [
      'post',
      contact.postIsSafe && contact.postalAddress !== null && `Post: ${contact.postalAddress.replaceAll('\n', ', ')}`,
    ],
  ];
  const words = ways
    .filter(([, sentence]) => sentence !== false)
    .sort(([a], [b]) => Number(b === contact.prefers) - Number(a === contact.prefers))
    .map(([, sentence]) => sentence as string);
  if (words.length === 0) return ['No safe way to reach them is known.'];
  if (contact.fromLocal || contact.untilLocal) {
    words.push(
      contact.fromLocal && contact.untilLocal
        ? `Between ${contact.fromLocal} and ${contact.untilLocal}`
        : contact.fromLocal
          ? `After ${contact.fromLocal}`
          : `Before ${contact.untilLocal}`,
    );
  }
  return words;
}
