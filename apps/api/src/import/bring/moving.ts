import { setImmediate as breathe } from 'node:timers/promises';
import type { AuditEvent } from '@heather/audit';
import { foldName } from '@heather/core';
import type { Tx, Vault } from '../../database.ts';

/** What bringing lines in works with: a transaction of the worker, and what the trail and the hashes need to know. */
export type Moving = {
  tx: Tx;
  vault: Vault;
  practiceId: string;
  runId: string;
  /** What the person calls the other system. */
  source: string;
  /** Who brings it in; null at the command line. */
  byId: string | null;
  now: Temporal.Instant;
  zone: string;
  nation: string;
  /** Outside the transaction: how many steps are done of how many. */
  onProgress: (done: number, of: number) => void;
  /** Joins events to the practice's chain, in order, within the transaction. */
  append: (
    events: readonly Pick<AuditEvent, 'type' | 'subjectType' | 'subjectId' | 'clientId' | 'facts'>[],
  ) => Promise<void>;
};

/** So many rows in one statement: well below the 32,767 parameters that one may have. */
export const atOnce = 1000;

/** Does it a chunk at a time, and lets others in between. */
export async function inChunks<T>(
  rows: readonly T[],
  act: (chunk: T[], at: number) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) {
    await act(rows.slice(at, at + atOnce), at);
    await breathe();
  }
}

/** The same for what is worked out a line at a time. */
export async function eachLine<T>(lines: readonly T[], act: (line: T) => void): Promise<void> {
  for (const [at, line] of lines.entries()) {
    act(line);
    if (at % 250 === 0) await breathe();
  }
}

type Hashing = Pick<Moving, 'vault' | 'practiceId' | 'source'>;
const hash = ({ vault, practiceId }: Hashing, purpose: string, ...parts: (string | number | null)[]) =>
  vault.blindIndex(practiceId, `import ${purpose}`, JSON.stringify(parts));
const plain = (text: string) => foldName(text).replace(/\s+/g, ' ').trim();

type Person = { firstName: string; lastName: string; bornOn: string | null };

/** Keyed hashes by which a line is known again. They say nothing to whoever has not the key. */
export const fingerprints = {
  reference: (moving: Hashing, reference: string) => hash(moving, 'reference', plain(moving.source), plain(reference)),
  who: (moving: Hashing, { firstName, lastName, bornOn }: Person) =>
    hash(moving, 'who', plain(firstName), plain(lastName), bornOn),
  person: (moving: Hashing, one: Person & { email: string | null; telephone: string | null }) =>
    hash(
      moving,
      'person',
      plain(one.firstName),
      plain(one.lastName),
      one.bornOn,
      one.email,
      (one.telephone ?? '').replace(/\D/g, ''),
    ),
  session: (moving: Hashing, clientId: string, startsAt: Temporal.Instant, ownReference: string | null) =>
    ownReference === null
      ? hash(moving, 'session', clientId, startsAt.epochMilliseconds)
      : hash(moving, 'session', plain(moving.source), clientId, plain(ownReference)),
  score: (moving: Hashing, clientId: string, measureKey: string, on: string, total: number) =>
    hash(moving, 'score', clientId, measureKey, on, total),
};

/** Which of these stand for somebody whose record was destroyed since. */
export async function loadErased(
  { tx, practiceId }: Pick<Moving, 'tx' | 'practiceId'>,
  wanted: readonly { kind: 'reference' | 'person' | 'who'; fingerprint: string }[],
): Promise<(kind: string, fingerprint: string) => boolean> {
  const found = new Set<string>();
  if (wanted.length > 0) {
    const rows = await tx.$queryRaw<{ kind: string; fingerprint: string }[]>`
      SELECT e.kind, e.fingerprint FROM import_erased e
      WHERE e.practice_id = ${practiceId}::uuid AND e.fingerprint = ANY (${wanted.map((one) => one.fingerprint)}::text[])`;
    for (const { kind, fingerprint } of rows) found.add(`${kind} ${fingerprint}`);
  }
  return (kind, fingerprint) => found.has(`${kind} ${fingerprint}`);
}

/** Which of these came in before, and for whom. */
export async function loadKnown(
  { tx, practiceId }: Pick<Moving, 'tx' | 'practiceId'>,
  kind: 'reference' | 'person' | 'session' | 'score',
  wanted: readonly string[],
): Promise<Map<string, { clientId: string; who: string | null }>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ fingerprint: string; clientId: string; who: string | null }[]>`
    SELECT r.fingerprint, coalesce(m.kept_id, r.client_id) AS "clientId", r.who
    FROM unnest(${[...new Set(wanted)]}::text[]) AS w (fingerprint)
      JOIN imported_row r ON r.practice_id = ${practiceId}::uuid AND r.kind = ${kind} AND r.fingerprint = w.fingerprint
      LEFT JOIN client_merge m ON m.practice_id = r.practice_id AND m.client_id = r.client_id AND m.undone_at IS NULL`;
  return new Map(rows.map(({ fingerprint, ...row }) => [fingerprint, row]));
}
