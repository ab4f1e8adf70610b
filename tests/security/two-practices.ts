import { randomBytes, randomUUID } from 'node:crypto';
import { createTestServer, type TestServer, type TestServerOptions } from '@heather/api/testing';
import { runAs } from '@heather/database';
import { destructionPdf, makeSealKey, sealPdf } from '@heather/documents';
import type { StaffRole } from '@heather/policy';
import { makeDemonstration, saveGround } from '@heather/seed';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { loadPool, type Pool } from './pool.ts';

export const now = '2026-11-24T11:48:00Z';
/** Stands in every clinical text of both practices, with whose it is. New in each run: other files share the server. */
export const canary = `quokka${randomBytes(6).toString('hex')}`;
/** The canary of one client. */
export const canaryOf = (clientId: string) => `${canary}${clientId.slice(-12)}`;

export type StaffActor = { kind: 'staff'; label: string; role: StaffRole; id: string; practiceId: string };
export type ClientActor = { kind: 'client'; label: string; id: string; practiceId: string };
export type Actor = StaffActor | ClientActor;

export type TwoPractices = {
  db: TestDatabase;
  server: TestServer;
  home: Practice;
  other: Practice;
  pool: Pool;
  close: () => Promise<void>;
};
export type Practice = { id: string; staff: Record<string, StaffActor>; clients: Record<string, ClientActor> };

/** The two practices once for all files of a fork, which each have a copy. Their queue is in it: making it takes as long as copying. */
async function fillBoth() {
  const db = await createTestDatabase();
  const home = await fill(db, 1, 'fern-row');
  const other = await fill(db, 2, 'other-row');
  await (await createTestServer(db, { now })).close();
  const pool = await loadPool(db);
  await db.rest();
  return { name: db.name, home, other, pool };
}
let filled: ReturnType<typeof fillBoth> | undefined;

/** Two whole practices of the demonstration's size in one database; the first is the one at home. */
export async function openTwoPractices(options: Pick<TestServerOptions, 'log' | 'transport'> = {}) {
  filled ??= fillBoth();
  const { name, home, other, pool } = await filled;
  const db = await createTestDatabase({ from: name });
  const server = await createTestServer(db, { now, ...options });
  Object.assign(server.shell, { practiceSlug: 'fern-row' });
  // Limits are proved elsewhere; here thousands of calls come from one address.
  server.shell.auth.withinLimit = async () => true;
  return {
    db,
    server,
    home,
    other,
    pool,
    close: async () => {
      await server.close();
      await db.drop();
    },
  } satisfies TwoPractices;
}

const cast: [key: string, role: StaffRole][] = [
  ['carys', 'manager'],
  ['ruth', 'clinical-lead'],
  ['bethan', 'front-desk'],
  ['gwen', 'supervisor'],
  ['tomos', 'therapist'],
  ['niamh', 'therapist'],
];

async function fill(db: TestDatabase, seed: number, slug: string): Promise<Practice> {
  const made = makeDemonstration({ seed, now: Temporal.Instant.from(now) });
  const { ground, house } = made;
  Object.assign(house.practice, { slug });
  for (const [table, rows] of Object.entries(ground.rows))
    for (const row of rows.filter(() => !ofOffice.has(table))) mark(row);
  await saveGround(db.worker, db.vault, ground);
  const practiceId = house.practice.id;
  // Two records at rest, joined: an id of a merge to try.
  await db.admin(
    `INSERT INTO client_merge (practice_id, client_id, kept_id, contact, merged_by_id, merged_at)
     SELECT $1, c.ids[1], c.ids[2], 'kept', (SELECT id FROM staff_member WHERE practice_id = $1 AND email LIKE 'carys@%'), $2
     FROM (SELECT array_agg(id ORDER BY id) AS ids FROM client WHERE practice_id = $1 AND state = 'withdrawn') AS c`,
    [practiceId, now],
  );
  await certify(db, practiceId);
  const { rows: staff } = await db.admin('SELECT id, email FROM staff_member WHERE practice_id = $1', [practiceId]);
  const { rows: clients } = await db.admin('SELECT client_id, email FROM safe_contact WHERE practice_id = $1', [
    practiceId,
  ]);
  const idOf = (rows: { email: string }[], start: string, column: string) =>
    (rows.find((row) => row.email?.startsWith(start)) as Record<string, string> | undefined)?.[column] ?? '';
  return {
    id: practiceId,
    staff: Object.fromEntries(
      cast.map(([key, role]) => {
        const id = idOf(staff, `${key}@`, 'id');
        return [key, { kind: 'staff' as const, label: `${role} ${key}`, role, id, practiceId }];
      }),
    ),
    clients: Object.fromEntries(
      ['amira', 'tess', 'imran'].map((key) => {
        const id = idOf(clients, `${key}.`, 'client_id');
        return [key, { kind: 'client' as const, label: `client ${key}`, id, practiceId }];
      }),
    ),
  };
}

/** A certificate of a destruction, printed and sealed as the worker leaves it: an id to try. */
async function certify(db: TestDatabase, practiceId: string): Promise<void> {
  const facts = {
    practice: { name: 'Practice', address: null, telephone: null },
    reference: 'AAAA-BBBB',
    record: 'AAAA-CCCC',
    source: 'time' as const,
    rule: '7 years after the last contact',
    dueOn: '2026-11-01',
    confirmedBy: 'Ruth Maddox',
    confirmedOn: '2026-11-20',
    destroyedAt: now,
    zone: 'Europe/London',
    parts: [],
  };
  const id = randomUUID();
  const at = Temporal.Instant.from(now);
  const key = await makeSealKey({ subject: facts.practice.name, now: at });
  const made = await sealPdf((await destructionPdf(facts)).bytes, key, at);
  const place = { table: 'destruction_certificate', column: 'bytes_sealed', rowId: id };
  const sealed = await runAs({ kind: 'worker', practiceId }, () =>
    db.vault.scope(db.worker.prisma, practiceId).sealBytes(null, place, made.bytes),
  );
  await db.admin(
    `INSERT INTO destruction_certificate (practice_id, id, number, reference, facts, pages, body_sha256, sealed_sha256,
       certificate_serial, certificate_subject, certificate_not_after, bytes_sealed, sealed_at)
     VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      practiceId,
      id,
      facts.reference,
      facts,
      made.pages,
      made.bodySha256,
      made.sealedSha256,
      made.certSerial,
      made.certSubject,
      made.certNotAfter,
      sealed,
      now,
    ],
  );
}

/**
 * Sealed with a client's key so that it ends with it, and written for managers and leads to read: why a record is held or kept, and a
 * complaint for whoever looks into it, and what the desk reads out on the telephone when somebody is away (awayProblems in
 * @heather/scheduling keeps clinical words out of it). Who reads which is proved beside their own rooms.
 */
const ofOffice = new Set(['retentionHold', 'destruction', 'complaint', 'complaintStep', 'awayMessage']);

/** Puts the canary into each clear text that a factory is about to seal, and nowhere else. */
function mark(row: Record<string, unknown>): void {
  for (const [column, value] of Object.entries(row)) {
    if (!column.endsWith('Sealed') || value === null || typeof value !== 'object' || !('clear' in value)) continue;
    const { clear, clientId } = value as { clear: string; clientId: string | null };
    if (clientId === null) continue;
    row[column] = { clear: markText(clear, canaryOf(clientId)), clientId };
  }
}

function markText(text: string, word: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' ? JSON.stringify(markDeep(parsed, word)) : `${text} ${word}`;
  } catch {
    return `${text} ${word}`;
  }
}

function markDeep(value: unknown, word: string): unknown {
  if (typeof value === 'string') return /\s/.test(value) ? `${value} ${word}` : value;
  if (Array.isArray(value)) return value.map((inner) => markDeep(inner, word));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, markDeep(inner, word)]));
}
