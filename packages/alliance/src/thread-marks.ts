import { capitalised, inWords, ordinal } from './in-words.ts';

export type ThreadSession = {
  on: string;
  /** `missed` (cancelled, not attended) leaves no mark. */
  state: 'held' | 'planned' | 'missed';
  rupture?: 'open' | 'repaired' | null;
};

export type ThreadFacts = {
  /** When both had signed; null while it is offered or held. */
  agreedAt: string | Temporal.Instant | null;
  sessions: readonly ThreadSession[];
  /** The practice's local day, YYYY-MM-DD. */
  today: string;
  /** How many sessions were agreed; null when open-ended. */
  planned: number | null;
  /** Days on which the agreement was changed and signed again. */
  agreedChangesOn?: readonly string[];
  /** Open dots shown ahead when open-ended. */
  aheadWhenOpenEnded?: number;
};

/** `at` in steps of one session along the thread, 0 at the first post. Multiply by the screen's one step width. */
export type ThreadMark = { kind: 'post' | 'knot' | 'ring' | 'open-dot'; at: number };
/** `gap` draws nothing between two marks: a rupture, open. `arch` goes over it: repaired. */
export type ThreadSegment = { kind: 'line' | 'dotted' | 'gap' | 'arch'; from: number; to: number };

export type Thread = { marks: ThreadMark[]; segments: ThreadSegment[]; length: number; text: string };

/** The thread as numbers and as one sentence that says the same. */
export function threadMarks(facts: ThreadFacts): Thread {
  const { agreedAt, today, planned, aheadWhenOpenEnded = 6 } = facts;
  const sessions = facts.sessions
    .filter(({ state }) => state !== 'missed')
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const held = sessions.filter(({ state }) => state === 'held');
  const waiting = sessions.filter(({ state }) => state === 'planned');
  const isToday = waiting.some(({ on }) => on === today);
  const lived = held.length + (isToday ? 1 : 0);
  const known = waiting.filter(({ on }) => on > today).length;
  const ahead = planned === null ? Math.min(known, aheadWhenOpenEnded) : Math.max(0, planned - lived);

  const changes = (facts.agreedChangesOn ?? []).map((on) => held.filter((session) => session.on <= on).length);
  const marks: ThreadMark[] = [
    ...(agreedAt === null ? [] : [{ kind: 'post', at: 0 } as const]),
    ...held.map((_, index) => ({ kind: 'knot', at: index + 1 }) as const),
    ...(isToday ? [{ kind: 'ring', at: lived } as const] : []),
    ...Array.from({ length: ahead }, (_, index) => ({ kind: 'open-dot', at: lived + index + 1 }) as const),
    ...changes.map((after) => ({ kind: 'post', at: after + 0.5 }) as const),
  ].toSorted((a, b) => a.at - b.at);
  return {
    marks,
    segments: segmentsOf(agreedAt === null, held, lived),
    length: lived + ahead,
    text: sentence({ isAgreed: agreedAt !== null, held, changes, isToday, lived, ahead, planned }),
  };
}

function segmentsOf(isOffer: boolean, held: readonly ThreadSession[], lived: number): ThreadSegment[] {
  if (isOffer) return [{ kind: 'dotted', from: 0, to: Math.max(1, lived) }];
  const segments: ThreadSegment[] = [];
  for (let to = 1; to <= lived; to += 1) {
    const rupture = held[to - 2]?.rupture;
    const kind = rupture === 'open' ? 'gap' : rupture === 'repaired' ? 'arch' : 'line';
    const last = segments.at(-1);
    if (kind === 'line' && last?.kind === 'line') last.to = to;
    else segments.push({ kind, from: to - 1, to });
  }
  // A rupture at the last session, with nothing after it yet: the thread ends open, and is drawn so.
  if (lived === held.length && held.at(-1)?.rupture === 'open')
    segments.push({ kind: 'gap', from: lived, to: lived + 1 });
  return segments;
}

function sentence(facts: {
  isAgreed: boolean;
  held: readonly ThreadSession[];
  changes: readonly number[];
  isToday: boolean;
  lived: number;
  ahead: number;
  planned: number | null;
}): string {
  const { isAgreed, held, changes, isToday, lived, ahead, planned } = facts;
  const ruptures = held.flatMap(({ rupture }, index) => (rupture ? [{ rupture, place: ordinal(index + 1) }] : []));
  const of = planned === null ? '' : ` of ${inWords(planned)}`;
  const parts = [
    isAgreed ? 'agreed' : 'not yet agreed',
    held.length === 0 && isToday ? null : `${inWords(held.length)} ${held.length === 1 ? 'session' : 'sessions'}`,
    ...changes.map((after) =>
      after === 0 ? 'agreed again before the first' : `agreed again after the ${ordinal(after)}`,
    ),
    ...ruptures.map(
      ({ rupture, place }, index) =>
        `${index === 0 ? 'a rupture' : 'one'} at the ${place}, ${rupture === 'open' ? 'still open' : 'repaired'}`,
    ),
    isToday ? `today the ${ordinal(lived)}${of}` : ahead > 0 ? `${inWords(ahead)} still planned` : null,
  ];
  return capitalised(parts.filter((part) => part !== null).join('; '));
}
