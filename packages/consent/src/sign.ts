import { type Decision, decided, lineSchema, refused } from '@heather/core';
import { append, type ConsentEvent, type Doer } from './events.ts';
import { type Pack, type PackSignature, packStateAt, whyClosed } from './pack.ts';

export type Answer = 'yes' | 'no';

export type SignInput = {
  nameTyped: string;
  isNoticeAcknowledged: boolean;
  answers: Readonly<Record<string, Answer>>;
  /** The hashes that the page was showing; they differ when it changed under the signer in another tab. */
  seen: { agreement: string; notice: string; consents: string };
};

export type Signed =
  | {
      already: false;
      nameTyped: string;
      answers: Record<string, Answer>;
      signedAt: string;
      state: 'signed';
      events: ConsentEvent[];
    }
  | { already: true; signature: PackSignature; state: Pack['state']; events: [] };

/** A typed name: one line, 1 to 120 characters, at least one letter of some script. */
const nameSchema = lineSchema(120, 1).refine((name) => /\p{L}/u.test(name));

/**
 * Whether the client's signature counts. The order of the checks is the order in which a person can mend them, and what
 * is past mending comes first. A client who signed gets the signature they gave, however often they press.
 * No answer of an optional item can refuse the signature; only the lack of one can.
 */
export function decideSign(pack: Pack, input: SignInput, by: Doer, now: Temporal.Instant): Decision<Signed> {
  const before = pack.signatures.find((signature) => signature.role === 'client');
  if (before) return decided({ already: true, signature: before, state: pack.state, events: [] });
  const closed = whyClosed(pack, now);
  if (closed !== undefined) return refused(closed);
  if (pack.waitsTurn) return refused('agreement/not-your-turn');
  const records = [pack.agreement, pack.notice, pack.consents];
  if (records.some((record) => record.versionState === 'draft')) return refused('agreement/version-not-published');
  if (records.some((record) => record.versionState !== 'published')) return refused('agreement/superseded');
  const { agreement, notice, consents } = input.seen;
  if (
    agreement !== pack.agreement.shownSha256 ||
    notice !== pack.notice.shownSha256 ||
    consents !== pack.consents.shownSha256
  )
    return refused('agreement/superseded');
  if (!input.isNoticeAcknowledged) return refused('agreement/notice-unread');
  const strange = Object.keys(input.answers).filter((clauseId) => !pack.items.includes(clauseId));
  if (strange.length > 0) return refused('bad-input', { count: strange.length });
  const isAnswer = (clauseId: string) =>
    Object.hasOwn(input.answers, clauseId) && ['yes', 'no'].includes(String(input.answers[clauseId]));
  const unanswered = pack.items.filter((clauseId) => !isAnswer(clauseId));
  if (unanswered.length > 0) return refused('agreement/item-unanswered', { unanswered });
  const name = nameSchema.safeParse(input.nameTyped);
  if (!name.success) return refused('agreement/name-missing');

  const answers = Object.fromEntries(pack.items.map((clauseId) => [clauseId, input.answers[clauseId] as Answer]));
  const events = [
    ...append(pack.agreement, [{ type: 'given' }], by, now),
    ...append(pack.notice, [{ type: 'acknowledged' }], by, now),
    ...append(
      pack.consents,
      pack.items.map((clauseId) => ({ type: answers[clauseId] === 'yes' ? 'item-given' : 'item-declined', clauseId })),
      by,
      now,
    ),
  ];
  return decided({ already: false, nameTyped: name.data, answers, signedAt: now.toString(), state: 'signed', events });
}

export type CountersignInput = { nameTyped: string; staffId: string; therapistId: string };
export type Countersigned =
  | { already: false; nameTyped: string; signedAt: string; events: ConsentEvent[] }
  | { already: true; signature: PackSignature; events: [] };

/** The therapist named in the agreement signs second. Twice is once. An agreement that has moved on is closed. */
export function decideCountersign(
  pack: Pack,
  input: CountersignInput,
  by: Doer,
  now: Temporal.Instant,
): Decision<Countersigned> {
  if (input.staffId !== input.therapistId) return refused('forbidden');
  const before = pack.signatures.find((signature) => signature.role === 'therapist');
  if (before) return decided({ already: true, signature: before, events: [] });
  const state = packStateAt(pack, now);
  if (!pack.signatures.some((signature) => signature.role === 'client'))
    return refused(state === 'sent' || state === 'talking' ? 'agreement/not-countersignable' : 'agreement/closed');
  if (state !== 'signed') return refused('agreement/closed');
  const name = nameSchema.safeParse(input.nameTyped);
  if (!name.success) return refused('agreement/name-missing');
  const events = append(pack.agreement, [{ type: 'countersigned' }], by, now);
  return decided({ already: false, nameTyped: name.data, signedAt: now.toString(), events });
}
