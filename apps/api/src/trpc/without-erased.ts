import { randomUUID } from 'node:crypto';
import { isId } from '@heather/core';
import { Prisma } from '@heather/database';
import type { Db } from '../database.ts';

/** Where an input's id leads to one person. */
const ofClient: Record<string, readonly string[]> = {
  packId: ['agreement_pack', 'access_pack'],
  itemId: ['access_item'],
  enquiryId: ['enquiry'],
  entryId: ['waiting_list_entry', 'ledger_entry', 'administration'],
  offerId: ['offer'],
  goalId: ['goal'],
  administrationId: ['administration'],
  subjectId: ['administration', 'alliance_signal'],
  planId: ['measure_plan'],
  checkInId: ['check_in'],
  alertId: ['risk_alert'],
  noteId: ['session_note'],
  apartId: ['note_version'],
  processNoteId: ['process_note'],
  recordId: ['consent_record'],
  receiptId: ['receipt'],
  arrangementId: ['payment_arrangement'],
  documentId: ['fee_document'],
  payerId: ['payer'],
  chargeId: ['ledger_entry'],
  batchId: ['ledger_entry'],
  holdId: ['retention_hold'],
  destructionId: ['destruction'],
  complaintId: ['complaint'],
  requestId: ['rights_request'],
  mergeId: ['client_merge'],
};
/** And where to a course, which somebody else may take part in. */
const ofCourse: Record<string, string> = {
  episodeId: 'id',
  sessionId: 'session',
  seriesId: 'series',
  gapId: 'series_gap',
  allocationId: 'allocation',
  agreementId: 'working_agreement',
  changeId: 'agreement_change',
};
const clientKeys = ['clientId', 'otherId', 'keptId', 'closedId', 'personId'];

/** Whether this id is of somebody whose record was destroyed, as SQL; null for a key that leads to nobody. */
function isErased(practiceId: string, key: string, id: string): Prisma.Sql | null {
  const erased = Prisma.sql`FROM client c WHERE c.practice_id = ${practiceId}::uuid AND c.state = 'erased'`;
  const row = (table: string) =>
    Prisma.sql`FROM ${Prisma.raw(table)} x WHERE x.practice_id = ${practiceId}::uuid AND x.id = ${id}::uuid`;
  if (clientKeys.includes(key)) return Prisma.sql`EXISTS (SELECT ${erased} AND c.id = ${id}::uuid)`;
  const tables = ofClient[key];
  if (tables)
    return Prisma.join(
      tables.map((table) => Prisma.sql`EXISTS (SELECT ${erased} AND c.id = (SELECT x.client_id ${row(table)}))`),
      ' OR ',
    );
  const course = ofCourse[key];
  if (!course) return null;
  const episode = course === 'id' ? Prisma.sql`${id}::uuid` : Prisma.sql`(SELECT x.episode_id ${row(course)})`;
  const people = Prisma.sql`FROM episode_participant p JOIN client c ON c.practice_id = p.practice_id AND c.id = p.client_id
    WHERE p.practice_id = ${practiceId}::uuid AND p.episode_id = ${episode}`;
  return Prisma.sql`(EXISTS (SELECT ${people}) AND NOT EXISTS (SELECT ${people} AND c.state <> 'erased'))`;
}

/**
 * A record that was destroyed answers as one that never was, in every procedure and for everybody: what is left of it is proof and
 * money, read in lists and by nobody's id. So that the answer is the same to the byte, a procedure is handed an id that is nobody's in
 * its place. One look, and only where an id is given.
 */
export async function withoutErased(db: Pick<Db, '$queryRaw'>, practiceId: string, input: unknown): Promise<unknown> {
  if (typeof input !== 'object' || input === null) return input;
  const given = Object.entries(input).flatMap(([key, value]) =>
    Array.isArray(value) ? value.map((one) => [key.replace(/s$/, ''), one] as const) : [[key, value] as const],
  );
  const asked = given.flatMap(([key, value]) => {
    const found = isId(value) ? isErased(practiceId, key, value) : null;
    return found ? [Prisma.sql`SELECT ${value}::text AS id WHERE ${found}`] : [];
  });
  if (asked.length === 0) return input;
  const rows = await db.$queryRaw<{ id: string }[]>`${Prisma.join(asked, ' UNION ALL ')}`;
  if (rows.length === 0) return input;
  const gone = new Map(rows.map(({ id }) => [id, randomUUID()]));
  const other = (value: unknown) => gone.get(value as string) ?? value;
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, Array.isArray(value) ? value.map(other) : other(value)]),
  );
}
