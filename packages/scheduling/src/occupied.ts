import type { Moment } from './moment.ts';
import { toInstant } from './moment.ts';
import type { SeriesRule } from './schemas.ts';
import { expandSeries } from './series.ts';

export type ResourceKind = 'therapist' | 'room' | 'client';
export type Resource = { kind: ResourceKind; id: string };

/** One resource is taken for one half-open stretch of time. */
export type OccupiedRange = {
  kind: ResourceKind;
  resourceId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
};

/** Who and what a meeting takes: therapists, the room if there is one, and every participant. */
export type Takes = { therapistIds: readonly string[]; roomId?: string | null; clientIds?: readonly string[] };

/** One session, or the standing place that an offer holds from `rule.start` on over the window. */
export type Taking =
  | ({ kind: 'session'; startsAt: Moment; endsAt: Moment } & Takes)
  | ({ kind: 'held-place'; rule: SeriesRule; from: Moment; to: Moment } & Takes);

export function resourcesOf({ therapistIds, roomId, clientIds }: Takes): Resource[] {
  const resources: Resource[] = [...new Set(therapistIds)].map((id) => ({ kind: 'therapist', id }));
  if (roomId) resources.push({ kind: 'room', id: roomId });
  for (const id of new Set(clientIds ?? [])) resources.push({ kind: 'client', id });
  return resources;
}

/**
 * The rows that a session or a held place takes, in one order for everybody (start, kind, id): two writers that insert
 * in one order do not deadlock. @throws Refusal 'scheduling/bad-rule' if a held place's rule is not one.
 */
export function occupiedRanges(taking: Taking): OccupiedRange[] {
  const times =
    taking.kind === 'session'
      ? [{ start: taking.startsAt, end: taking.endsAt }]
      : expandSeries(taking.rule, { from: taking.from, to: taking.to });
  const resources = resourcesOf(taking).sort((a, b) => compareText(a.kind, b.kind) || compareText(a.id, b.id));
  return times.flatMap(({ start, end }) => {
    const startsAt = toInstant(start.epochMilliseconds);
    const endsAt = toInstant(end.epochMilliseconds);
    return resources.map(({ kind, id }) => ({ kind, resourceId: id, startsAt, endsAt }));
  });
}

/** 'kind:id' of every resource in the rows, once each and sorted: the order in which to take their advisory locks. */
export function resourceKeys(rows: readonly { kind: ResourceKind; resourceId: string }[]): string[] {
  return [...new Set(rows.map((row) => `${row.kind}:${row.resourceId}`))].sort(compareText);
}

/** By code unit, not by locale: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
