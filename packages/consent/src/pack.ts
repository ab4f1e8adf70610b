import type { Nation, TemplateKind, TemplateVersion } from '@heather/confidentiality';
import { type Decision, decided, type ErrorCode, refused } from '@heather/core';
import { append, type ConsentEvent, type Doer } from './events.ts';

export const packStates = ['sent', 'talking', 'signed', 'declined', 'expired', 'cancelled', 'superseded'] as const;
export type PackState = (typeof packStates)[number];

/** One of the three records of a pack: what was put before the signer, and the wording it came from. */
export type PackRecord = {
  recordId: string;
  versionState: TemplateVersion['state'];
  /** Hash of the words as they were shown to this signer. */
  shownSha256: string;
  lastSeq: number;
};

export type PackSignature = {
  role: 'client' | 'therapist';
  nameTyped: string;
  signedAt: string;
  payloadSha256: string;
};

/** What one signer is asked to read and sign. */
export type Pack = {
  state: PackState;
  expiresAt: string;
  agreement: PackRecord;
  notice: PackRecord;
  consents: PackRecord;
  /** Clause ids of the optional consents, each to be answered. */
  items: readonly string[];
  signatures: readonly PackSignature[];
  /** Somebody else signs before this signer, and has not yet. It can be read, talked about and refused meanwhile. */
  waitsTurn?: boolean;
};

export type Outcome = { already: boolean; state: PackState; events: ConsentEvent[] };

/** Longest time that a pack stays open. After that the frame (day, fee) is too old to sign. Chosen, not derived. */
export const longestOpenDays = 60;

export type SendInput = {
  versions: Record<
    'agreement' | 'notice' | 'consents',
    { kind: TemplateKind; state: TemplateVersion['state']; nation: Nation }
  >;
  frame: { nation: Nation };
  recordIds: Record<'agreement' | 'notice' | 'consents', string>;
  expiresAt: string;
};

const kinds = { agreement: 'working-agreement', notice: 'privacy-notice', consents: 'optional-consents' } as const;
const parts = ['agreement', 'notice', 'consents'] as const;

/**
 * Whether a pack can be sent: three published wordings of the right kinds for the client's nation, and a last day that is
 * ahead. @returns state `sent` and a `requested` event for each record
 */
export function decideSend(input: SendInput, by: Doer, now: Temporal.Instant): Decision<Outcome> {
  for (const part of parts) {
    const version = input.versions[part];
    if (version.kind !== kinds[part]) return refused('bad-input', { part });
    if (version.state !== 'published') return refused('agreement/version-not-published', { part });
    if (version.nation !== input.frame.nation) return refused('agreement/wrong-nation', { part });
  }
  const expiresAt = Temporal.Instant.from(input.expiresAt);
  const latest = now.add({ hours: 24 * longestOpenDays });
  if (Temporal.Instant.compare(expiresAt, now) <= 0 || Temporal.Instant.compare(expiresAt, latest) > 0)
    return refused('bad-input', { expiresAt: input.expiresAt });
  const events = parts.flatMap((part) =>
    append({ recordId: input.recordIds[part], lastSeq: 0 }, [{ type: 'requested' }], by, now),
  );
  return decided({ already: false, state: 'sent', events });
}

/** Pack state at an instant: one that ran out is expired from that very second, whether or not the worker has said so. */
export function packStateAt(pack: Pick<Pack, 'state' | 'expiresAt'>, now: Temporal.Instant): PackState {
  const isOpen = pack.state === 'sent' || pack.state === 'talking';
  return isOpen && Temporal.Instant.compare(Temporal.Instant.from(pack.expiresAt), now) <= 0 ? 'expired' : pack.state;
}

/** Why a pack that is not open cannot be acted on; undefined when it is open. */
export function whyClosed(pack: Pack, now: Temporal.Instant): ErrorCode | undefined {
  const words: Partial<Record<PackState, ErrorCode>> = {
    expired: 'agreement/expired',
    superseded: 'agreement/superseded',
    declined: 'agreement/closed',
    cancelled: 'agreement/closed',
    signed: 'agreement/already-signed',
  };
  return words[packStateAt(pack, now)];
}

/** The signer has the words on the screen. Made by a person's own act on the page, never by fetching a link. */
export function decidePresent(pack: Pack, by: Doer, now: Temporal.Instant): Decision<Outcome> {
  const closed = whyClosed(pack, now);
  if (closed !== undefined) return refused(closed);
  const events = parts.flatMap((part) => append(pack[part], [{ type: 'presented' }], by, now));
  return decided({ already: false, state: pack.state, events });
}

/** "Let's talk about this first": no event on a record, nothing is refused; the pack waits and can still be signed. */
export function decideTalk(pack: Pack, now: Temporal.Instant): Decision<Outcome> {
  const closed = whyClosed(pack, now);
  if (closed !== undefined) return refused(closed);
  return decided({ already: pack.state === 'talking', state: 'talking', events: [] });
}

/** The client says no to the agreement. Twice is once. */
export function decideDecline(pack: Pack, by: Doer, now: Temporal.Instant): Decision<Outcome> {
  if (pack.state === 'declined') return decided({ already: true, state: 'declined', events: [] });
  const closed = whyClosed(pack, now);
  if (closed !== undefined) return refused(closed);
  const events = [
    ...append(pack.agreement, [{ type: 'declined' }], by, now),
    ...append(pack.notice, [{ type: 'lapsed' }], by, now),
    ...append(pack.consents, [{ type: 'lapsed' }], by, now),
  ];
  return decided({ already: false, state: 'declined', events });
}

/** The worker says that the time is over. Refused while it is not; twice is once. */
export function decideExpire(pack: Pack, by: Doer, now: Temporal.Instant): Decision<Outcome> {
  if (pack.state === 'expired') return decided({ already: true, state: 'expired', events: [] });
  if (packStateAt(pack, now) !== 'expired') return refused(whyClosed(pack, now) ?? 'wrong-order');
  const events = parts.flatMap((part) => append(pack[part], [{ type: 'lapsed' }], by, now));
  return decided({ already: false, state: 'expired', events });
}

/**
 * A newer pack takes this one's place. Unsigned: all of it. Signed: the agreement, and the optional consents only where
 * the newer pack has asked them again; a yes that nobody asked about again goes on standing.
 */
export function decideSupersede(pack: Pack, asksAgain: boolean, by: Doer, now: Temporal.Instant): Decision<Outcome> {
  if (pack.state === 'superseded') return decided({ already: true, state: 'superseded', events: [] });
  if (pack.state === 'declined' || pack.state === 'cancelled' || pack.state === 'expired')
    return refused('agreement/closed');
  const touched = pack.state !== 'signed' || asksAgain ? parts : (['agreement', 'notice'] as const);
  const events = touched.flatMap((part) => append(pack[part], [{ type: 'superseded' }], by, now));
  return decided({ already: false, state: 'superseded', events });
}

/** Staff take an unsigned pack back. Twice is once; a signed one is replaced or ended, never taken back. */
export function decideCancel(pack: Pack, by: Doer, now: Temporal.Instant): Decision<Outcome> {
  if (pack.state === 'cancelled') return decided({ already: true, state: 'cancelled', events: [] });
  const closed = whyClosed(pack, now);
  if (closed !== undefined) return refused(closed);
  const events = parts.flatMap((part) => append(pack[part], [{ type: 'lapsed' }], by, now));
  return decided({ already: false, state: 'cancelled', events });
}

/** Whole days that a pack waits for a talk at most; its own days do not run meanwhile. */
const longestTalkDays = longestOpenDays;
/** What is left at least once the talk was had: nobody should find that answering closed the door. Chosen, not derived. */
const leastAfterTalkDays = 7;

/** The last moment of a pack whose clock stands still from now. */
export const pausedExpiry = (expiresAt: string): Temporal.Instant =>
  Temporal.Instant.from(expiresAt).add({ hours: 24 * longestTalkDays });

/** The last moment of a pack that runs on after a talk: what was left when it began, a week at least. */
export function resumedExpiry(pack: { expiresAt: string; pausedAt: string }, now: Temporal.Instant): Temporal.Instant {
  const leftMs =
    Temporal.Instant.from(pack.expiresAt).epochMilliseconds -
    Temporal.Instant.from(pack.pausedAt).epochMilliseconds -
    longestTalkDays * 86_400_000;
  return now.add({ milliseconds: Math.max(leftMs, leastAfterTalkDays * 86_400_000) });
}
