import { createHash } from 'node:crypto';
import type { Ciphertext } from '@heather/database';
import { recordPdf } from '@heather/documents';
import { dateLabel } from '@heather/scheduling';
import type { PracticeVault, Tx } from '../../database.ts';
import { findReceipt, type Paper, receiptPaper, statementPaper } from '../../fees/papers.ts';
import { localOn } from '../../measures/instants.ts';
import { readableSections, recordHtml } from './readable.ts';
import { type Ground, groundWords, type ItemContent, type RecordRow } from './record-row.ts';
import { humanWords, leavesNowhere, leavesWhole, recordTables, tableNamed } from './record-tables.ts';
import { type ZipEntry, zipOf } from './zip.ts';

/** Which form the machine-readable copy has (docs/record-copy.md). */
export const recordSchema = 1;

export type LeftOut = { table: string; ground: Ground | 'its-author-reads-it-first' };
export type PackInput = {
  practice: {
    name: string;
    controllerName: string;
    controllerAddress: string | null;
    icoNumber: string | null;
    timeZone: string;
  };
  person: { clientId: string; firstName: string; lastName: string };
  /** Whether somebody who may has read it for what is of other people. */
  isReviewed: boolean;
  madeAt: Temporal.Instant;
  items: readonly ItemContent[];
  leftOut: readonly LeftOut[];
};
type Reader = { db: Tx; vault: PracticeVault; practiceId: string };

/** Readable page and paper, machine-readable file, and the files themselves, in one ZIP. */
export async function makePack(
  reader: Reader,
  input: PackInput,
): Promise<{ bytes: Buffer; sha256: string; pages: number }> {
  const { practice, person, madeAt } = input;
  const zone = practice.timeZone;
  const files = [...(await filesOf(reader, input.items, zone)), ...(await papersOf(reader, input.items, zone))];
  const readable = {
    title: 'Your record',
    practice: practice.name,
    name: `${person.firstName} ${person.lastName}`,
    madeAt: madeAt.toString({ smallestUnit: 'millisecond' }),
    lead: leadOf(input),
    sections: readableSections(input.items, zone),
  };
  const pdf = await recordPdf(readable);
  const names = files.map(({ name }) => name);
  const entries: ZipEntry[] = [
    { name: 'index.html', bytes: Buffer.from(recordHtml(readable, ['record.pdf', 'record.json', ...names])) },
    { name: 'record.pdf', bytes: pdf.bytes },
    { name: 'record.json', bytes: Buffer.from(`${JSON.stringify(machineRecord(input, names), null, 1)}\n`) },
    ...files,
  ];
  const bytes = zipOf(entries, madeAt.toZonedDateTimeISO(zone).toPlainDateTime());
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), pages: pdf.pages };
}

function machineRecord({ practice, person, madeAt, isReviewed, items, leftOut }: PackInput, files: readonly string[]) {
  const tables: Record<string, RecordRow['values'][]> = {};
  for (const { table } of recordTables.map(({ name }) => ({ table: name }))) tables[table] = [];
  for (const { table, rows } of items) {
    const into = tables[table] ?? [];
    into.push(...rows.map(({ values }) => values));
    tables[table] = into;
  }
  return {
    heather: 'record',
    schema: recordSchema,
    madeAt: madeAt.toString({ smallestUnit: 'millisecond' }),
    isReviewed,
    practice: { name: practice.name, controller: practice.controllerName, icoNumber: practice.icoNumber },
    person: { clientId: person.clientId, firstName: person.firstName, lastName: person.lastName },
    tables,
    leftOut: countLeftOut(leftOut),
    notIncluded: { tables: leavesWhole, columns: columnsLeft() },
    files,
  };
}

/** Each column that does not leave, with its reason. */
export function columnsLeft(): Record<string, string> {
  const left: Record<string, string> = {};
  for (const [column, reason] of Object.entries(leavesNowhere)) left[`*.${column}`] = reason;
  for (const { name, leaves = {} } of recordTables)
    for (const [column, reason] of Object.entries(leaves)) left[`${name}.${column}`] = reason;
  return left;
}

const whyWords = (ground: LeftOut['ground']) =>
  ground === 'its-author-reads-it-first' ? 'read by its author before it leaves' : groundWords[ground];

function countLeftOut(leftOut: readonly LeftOut[]) {
  const groups = Map.groupBy(leftOut, ({ table, ground }) => `${table} ${ground}`);
  return [...groups.values()].flatMap((of) => {
    const [one] = of;
    return one ? [{ table: one.table, reason: whyWords(one.ground), rows: of.length }] : [];
  });
}

function leadOf({ practice, madeAt, isReviewed, leftOut }: PackInput): string[] {
  const on = dateLabel(localOn(madeAt, practice.timeZone), { withYear: true });
  const left = countLeftOut(leftOut).map(
    ({ table, reason, rows }) => `${rows} × ${tableNamed(table)?.title ?? humanWords(table)} (${reason})`,
  );
  return [
    `This is a copy of what ${practice.controllerName} keeps about you, made on ${on}.`,
    isReviewed
      ? 'Somebody who may read your record went through it first. What is about other people was taken out, and where something was taken out it says so.'
      : 'NOT REVIEWED: nobody has gone through this copy. Names of people who share a course with you were taken out by machine alone. Have it read before it leaves the practice.',
    ...(left.length > 0 ? [`Left out: ${left.join('; ')}.`] : []),
    'We use it to give you therapy, to keep the record that our profession asks for, and to settle fees. Who else may see it and how long we keep it stand in the privacy notice that you were given, and in the confidentiality agreement you signed.',
    'If something is wrong, you can ask us to put it right. You can ask us to erase it or to stop using it, and to think again about anything that was left out.',
    `If you are not content with our answer you can complain to us, to the Information Commissioner (ico.org.uk, 0303 123 1113) and to a court.${practice.icoNumber ? ` Our number with the Commissioner is ${practice.icoNumber}.` : ''}${practice.controllerAddress ? ` Write to us at ${practice.controllerAddress}.` : ''}`,
  ];
}

/** What is kept as a file is given as it was sealed, to the byte. */
async function filesOf(
  { db, vault, practiceId }: Reader,
  items: readonly ItemContent[],
  zone: string,
): Promise<ZipEntry[]> {
  const rows = items.filter(({ table }) => table === 'sealed_file').flatMap((item) => item.rows);
  const entries: ZipEntry[] = [];
  for (const { id } of rows) {
    const file = await db.sealedFile.findFirst({ where: { practiceId, id } });
    if (!file) continue;
    const place = { table: 'sealed_file', column: 'bytes_sealed', rowId: file.id };
    const bytes = await vault.openBytes(file.clientId, place, file.bytesSealed as Ciphertext).catch(() => null);
    if (!bytes) continue;
    const ending = file.contentType === 'application/pdf' ? 'pdf' : 'bin';
    entries.push({
      name: `files/${file.kind}-${localOn(file.createdAt, zone)}-${entries.length + 1}.${ending}`,
      bytes,
    });
  }
  return entries;
}

/**
 * Statements and receipts of what is given, made anew of the ledger as they are whenever they are opened. A payer's own are the payer's.
 * A receipt prints what somebody typed (its name, the payment's reference): where that was taken out of the rows, so is the paper.
 */
async function papersOf({ db, practiceId }: Reader, items: readonly ItemContent[], zone: string): Promise<ZipEntry[]> {
  const given = (wanted: string) =>
    new Map(
      items.filter(({ table }) => table === wanted).flatMap(({ rows }) => rows.map((row) => [row.id, row.values])),
    );
  const [documents, papers, lines] = [given('fee_document'), given('receipt'), given('ledger_entry')];
  const statements = await db.feeDocument.findMany({
    where: { practiceId, id: { in: [...documents.keys()] }, kind: 'statement', clientId: { not: null }, payerId: null },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
  });
  const receipts = await db.receipt.findMany({
    where: { practiceId, id: { in: [...papers.keys()] }, entry: { payerId: null } },
    orderBy: { number: 'asc' },
    select: { id: true, issuedTo: true, entryId: true, entry: { select: { reference: true } } },
  });
  const entries: ZipEntry[] = [];
  const add = ({ fileName, bytes }: Paper) => {
    const name = `files/${fileName.toLowerCase().replaceAll(' ', '-')}`;
    const isTaken = entries.some((one) => one.name === name);
    entries.push({ name: isTaken ? name.replace(/\.pdf$/, `-${entries.length + 1}.pdf`) : name, bytes });
  };
  for (const row of statements) add(await statementPaper(db, practiceId, zone, row));
  for (const { id, issuedTo, entryId, entry } of receipts)
    if (papers.get(id)?.issued_to === issuedTo && lines.get(entryId)?.reference === entry.reference)
      add(await receiptPaper(db, practiceId, zone, await findReceipt(db, practiceId, id)));
  return entries;
}
