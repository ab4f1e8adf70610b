import { type Moment, toInstant } from './moment.ts';
import { compareText, type Resource, type ResourceKind } from './occupied.ts';

/** A meeting that somebody would like to book. `key` names it in the answer; an Occurrence and its resources will do. */
export type Candidate = { key: string; start: Moment; end: Moment; resources: readonly Resource[] };

/** What is taken already. `ref` (a session's or an offer's id) comes back with the clash. */
export type Taken = { kind: ResourceKind; resourceId: string; startsAt: Moment; endsAt: Moment; ref?: string };

/** One resource wanted twice. The times are those of the other meeting: a taken range (`ref`) or an earlier candidate (`withKey`). */
export type Clash = {
  key: string;
  resource: Resource;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  ref?: string;
  withKey?: string;
};

type Entry = { start: number; end: number; key?: string; ref?: string; resource: Resource };

/**
 * Every clash of the candidates with what is taken and with each other, half-open: touching is no clash, and an empty
 * range takes no time. Two candidates that clash give one row, under the later of them. Ordered by the candidate's
 * start, then key, resource and the other's start. O(n log n + clashes).
 */
export function findConflicts(candidates: readonly Candidate[], occupied: readonly Taken[]): Clash[] {
  const byResource = new Map<string, Entry[]>();
  for (const { key, start, end, resources } of candidates) {
    const wanted = new Map(resources.map((resource) => [`${resource.kind}:${resource.id}`, resource]));
    for (const [name, resource] of wanted) {
      const entries = byResource.get(name) ?? [];
      byResource.set(name, entries);
      entries.push({ start: start.epochMilliseconds, end: end.epochMilliseconds, key, resource });
    }
  }
  for (const { kind, resourceId, startsAt, endsAt, ref } of occupied) {
    // Only resources that a candidate wants can clash; the rest of the diary is passed over.
    byResource.get(`${kind}:${resourceId}`)?.push({
      start: startsAt.epochMilliseconds,
      end: endsAt.epochMilliseconds,
      ref,
      resource: { kind, id: resourceId },
    });
  }
  const clashes: { startMs: number; clash: Clash }[] = [];
  for (const entries of byResource.values()) sweep(entries, clashes);
  clashes.sort(
    (a, b) =>
      a.startMs - b.startMs ||
      compareText(a.clash.key, b.clash.key) ||
      compareText(a.clash.resource.kind, b.clash.resource.kind) ||
      compareText(a.clash.resource.id, b.clash.resource.id) ||
      a.clash.startsAt.epochMilliseconds - b.clash.startsAt.epochMilliseconds ||
      compareText(a.clash.ref ?? a.clash.withKey ?? '', b.clash.ref ?? b.clash.withKey ?? ''),
  );
  return clashes.map(({ clash }) => clash);
}

/** All on one resource, by start; `open` are the candidates and the taken ranges that have begun and not ended. */
function sweep(entries: Entry[], clashes: { startMs: number; clash: Clash }[]): void {
  const sorted = entries.filter((entry) => entry.start < entry.end);
  sorted.sort((a, b) => a.start - b.start || compareText(a.key ?? '', b.key ?? ''));
  // Taken ranges among themselves are no concern of ours, so the two kinds are kept apart.
  let openCandidates: Entry[] = [];
  let openTaken: Entry[] = [];
  for (const entry of sorted) {
    openCandidates = openCandidates.filter((other) => other.end > entry.start);
    openTaken = openTaken.filter((other) => other.end > entry.start);
    for (const other of openCandidates) clashes.push(entry.key === undefined ? row(other, entry) : row(entry, other));
    if (entry.key === undefined) openTaken.push(entry);
    else {
      for (const other of openTaken) clashes.push(row(entry, other));
      openCandidates.push(entry);
    }
  }
}

function row(candidate: Entry, other: Entry): { startMs: number; clash: Clash } {
  const clash: Clash = {
    key: candidate.key as string,
    resource: candidate.resource,
    startsAt: toInstant(other.start),
    endsAt: toInstant(other.end),
  };
  if (other.ref !== undefined) clash.ref = other.ref;
  if (other.key !== undefined) clash.withKey = other.key;
  return { startMs: candidate.start, clash };
}
