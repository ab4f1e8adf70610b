import type { ConsentEvent } from './events.ts';

export const recordStatuses = [
  'none',
  'requested',
  'presented',
  'acknowledged',
  'given',
  'countersigned',
  'partly-withdrawn',
  'withdrawn',
  'declined',
  'superseded',
  'lapsed',
  'corrected',
] as const;
export type RecordStatus = (typeof recordStatuses)[number];

export type ItemState = 'given' | 'declined' | 'withdrawn';
export type RecordState = {
  status: RecordStatus;
  /** Optional items answered so far, by clause id. */
  items: ReadonlyMap<string, ItemState>;
  lastSeq: number;
};

type Stage = Exclude<RecordStatus, 'partly-withdrawn' | 'withdrawn'>;
const closing = ['superseded', 'lapsed', 'corrected'] as const satisfies Stage[];
const isClosing = (stage: string): stage is (typeof closing)[number] => closing.some((one) => one === stage);

/**
 * The state of one record, from its events alone, in order of `seq` whatever order they come in. Total: a history that
 * no decision would have made still folds to something, because a record must be readable whatever happened to it.
 */
export function foldRecord(events: readonly ConsentEvent[]): RecordState {
  let stage: Stage = 'none';
  let isWithdrawn = false;
  const items = new Map<string, ItemState>();
  const ordered = inOrder(events);
  for (const { type, clauseId } of ordered) {
    if (type === 'item-given' && clauseId !== null) {
      items.set(clauseId, 'given');
      isWithdrawn = false;
    } else if (type === 'item-declined' && clauseId !== null) items.set(clauseId, 'declined');
    else if (type === 'item-withdrawn' && clauseId !== null) {
      if (items.get(clauseId) === 'given') items.set(clauseId, 'withdrawn');
    } else if (type === 'withdrawn') {
      isWithdrawn = true;
      for (const [id, state] of items) if (state === 'given') items.set(id, 'withdrawn');
    } else if (type === 'corrected' && clauseId !== null) items.delete(clauseId);
    else if (isClosing(type)) stage = isClosing(stage) ? stage : type;
    else if (!isClosing(stage)) stage = nextStage(stage, type);
  }
  return { status: statusOf(stage, items, isWithdrawn), items, lastSeq: ordered.at(-1)?.seq ?? 0 };
}

function nextStage(stage: Stage, type: ConsentEvent['type']): Stage {
  switch (type) {
    case 'requested':
      return stage === 'none' ? 'requested' : stage;
    case 'presented':
      return stage === 'none' || stage === 'requested' ? 'presented' : stage;
    case 'acknowledged':
    case 'given':
    case 'declined':
      return stage === 'none' || stage === 'requested' || stage === 'presented' ? type : stage;
    case 'countersigned':
      return stage === 'given' ? 'countersigned' : stage;
    default:
      return stage;
  }
}

function statusOf(stage: Stage, items: ReadonlyMap<string, ItemState>, isWithdrawn: boolean): RecordStatus {
  if (isClosing(stage)) return stage;
  const states = [...items.values()];
  const given = states.filter((state) => state === 'given').length;
  const withdrawn = states.filter((state) => state === 'withdrawn').length;
  if (isWithdrawn && given === 0) return 'withdrawn';
  if (states.length === 0) return stage;
  if (given > 0) return withdrawn > 0 ? 'partly-withdrawn' : 'given';
  return withdrawn > 0 ? 'withdrawn' : 'declined';
}

/** Where one record stands. @see foldRecord */
export const statusFromEvents = (events: readonly ConsentEvent[]): RecordStatus => foldRecord(events).status;

function inOrder(events: readonly ConsentEvent[]): readonly ConsentEvent[] {
  for (let at = 1; at < events.length; at += 1)
    if ((events[at] as ConsentEvent).seq < (events[at - 1] as ConsentEvent).seq)
      return [...events].sort((a, b) => a.seq - b.seq);
  return events;
}
