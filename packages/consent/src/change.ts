import { type Decision, decided, refused } from '@heather/core';
import { type Pack, packStateAt, whyClosed } from './pack.ts';

/** Where other words for one clause of one agreement stand. */
export const changeStates = ['proposed', 'agreed', 'refused', 'withdrawn', 'lapsed'] as const;
export type ChangeState = (typeof changeStates)[number];

export type Change = {
  state: ChangeState;
  wordsSha256: string;
  /** When each signer said yes: instants in ISO text, by client. */
  assents: Readonly<Record<string, string>>;
  /** How many of the signers have not said yes yet. The therapist's yes is the proposal. */
  waitsFor: number;
};

/**
 * Whether other words can be put to the signers: while every pack of the agreement is still open and nobody has signed, because
 * whoever signed has signed the words as they stood.
 */
export function decideProposeChange(
  packs: readonly Pick<Pack, 'state' | 'expiresAt'>[],
  hasOpenOne: boolean,
  now: Temporal.Instant,
): Decision<Change['waitsFor']> {
  const states = packs.map((pack) => packStateAt(pack, now));
  if (states.includes('signed')) return refused('agreement/change-too-late');
  if (packs.length === 0 || states.some((state) => state !== 'sent' && state !== 'talking'))
    return refused('agreement/closed');
  return hasOpenOne ? refused('agreement/change-open') : decided(packs.length);
}

export type ChangeAnswer = { clientId: string; answer: 'yes' | 'no'; seen: string };
export type ChangeOutcome = { already: boolean } & Pick<Change, 'state' | 'assents' | 'waitsFor'>;

/** One signer's yes or no to exactly these words. The last yes makes them hold; one no ends it for all. Twice is once. */
export function decideAnswerChange(
  change: Change,
  pack: Pack,
  input: ChangeAnswer,
  now: Temporal.Instant,
): Decision<ChangeOutcome> {
  const { state, assents, waitsFor } = change;
  const said = Object.hasOwn(assents, input.clientId);
  const same = { already: true, state, assents, waitsFor };
  if (input.answer === 'yes' && said) return decided(same);
  if (input.answer === 'no' && state === 'refused' && !said) return decided(same);
  const closed = whyClosed(pack, now);
  if (closed !== undefined) return refused(closed);
  if (state !== 'proposed') return refused('agreement/change-closed');
  if (input.seen !== change.wordsSha256) return refused('agreement/superseded');
  if (input.answer === 'no') return decided({ already: false, state: 'refused', assents, waitsFor });
  const left = waitsFor - 1;
  return decided({
    already: false,
    state: left <= 0 ? 'agreed' : 'proposed',
    assents: { ...assents, [input.clientId]: now.toString() },
    waitsFor: Math.max(0, left),
  });
}

/** The therapist takes the proposal back. Twice is once; what was agreed holds. */
export function decideTakeBackChange(change: Pick<Change, 'state'>): Decision<{ already: boolean }> {
  if (change.state === 'withdrawn') return decided({ already: true });
  return change.state === 'proposed' ? decided({ already: false }) : refused('agreement/change-closed');
}
