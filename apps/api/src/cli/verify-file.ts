import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkPdf, checkSeal, type SealCheck } from '@heather/documents';
import { certificatesOf, checkRecord, type Finding, holds, notChecked } from '../agreements/check-sealed.ts';
import { loadPack } from '../agreements/load-pack.ts';
import { type Db, runAs } from '../database.ts';
import { readEnv } from '../env.ts';
import { instantOf } from '../measures/instants.ts';
import { say } from '../start/say.ts';
import { StartProblem } from '../start/start-problem.ts';
import { type Reached, withDatabase } from './reach.ts';

/** Larger than any agreement: what else is asked about is not read. */
const mostBytes = 50_000_000;

type Found = {
  what: 'agreement' | 'certificate of a destruction';
  practiceName: string;
  sealedAt: Temporal.Instant;
  id: string;
  /** What of the rows behind it is as it was. */
  findings: Finding[];
};

/**
 * `verify <file.pdf>`: the file's hash against the seals that are kept, the file's own seal against the practices' certificates, and
 * what was signed against its hashes, its wordings, its signatures' rows and its entries in the trail. Says of each whether it
 * holds, and names nobody.
 * @returns 0 when nothing fails, 1 when one does
 */
export function verifyFile(path: string): Promise<number> {
  const bytes = readPdf(resolve(readEnv().calledFrom, path));
  return withDatabase(async (reached) => {
    const practices = await reached.database.lookups.practices();
    const certificates: string[] = [];
    let found: Found | null = null;
    for (const { practiceId, name } of practices) {
      await runAs({ kind: 'worker', practiceId }, async () => {
        certificates.push(...(await certificatesOf(reached.database.prisma, practiceId)));
        found ??= await findSealed(reached, practiceId, name, bytes);
      });
    }
    const seal = checkSeal(bytes, certificates);
    return tell(found, seal);
  });
}

function readPdf(path: string): Uint8Array {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= mostBytes) return bytes;
  } catch (error) {
    throw new StartProblem(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  throw new StartProblem(`${path} is larger than any agreement.`);
}

async function findSealed(
  { database }: Reached,
  practiceId: string,
  practiceName: string,
  bytes: Uint8Array,
): Promise<Found | null> {
  const { sha256 } = checkPdf(bytes, '');
  const row = await database.prisma.seal.findFirst({
    where: { practiceId, sealedSha256: sha256 },
    include: { client: { select: { state: true } } },
  });
  if (!row) return findCertificate(database.prisma, practiceId, practiceName, sha256);
  const findings =
    row.client.state === 'erased'
      ? [notChecked('record', 'holds by its hashes alone: the record of the person who signed was destroyed')]
      : await checkRecord(database.prisma, await loadPack(database.prisma, practiceId, row.packId));
  return { what: 'agreement', practiceName, sealedAt: instantOf(row.sealedAt), id: row.packId, findings };
}

async function findCertificate(
  db: Db,
  practiceId: string,
  practiceName: string,
  sha256: string,
): Promise<Found | null> {
  const row = await db.destructionCertificate.findFirst({
    where: { practiceId, sealedSha256: sha256 },
    include: { destructionAsCertificate: { select: { state: true } } },
  });
  if (!row) return null;
  const [of] = row.destructionAsCertificate;
  const record: Finding =
    of?.state === 'destroyed'
      ? holds('record')
      : { what: 'record', state: 'fails', why: 'There is no destruction that it is of.', auditSeq: null };
  const sealedAt = instantOf(row.sealedAt);
  return { what: 'certificate of a destruction', practiceName, sealedAt, id: row.reference, findings: [record] };
}

const sealWords: Record<SealCheck, string> = {
  holds: 'holds',
  none: 'FAILS: the file bears no seal',
  changed: 'FAILS: the file was changed after it was sealed',
  'not-ours': 'FAILS: the seal was made with another key',
};

function tell(found: Found | null, seal: SealCheck): number {
  say(
    found
      ? `Match: the ${found.what} that ${found.practiceName} sealed at ${found.sealedAt.toString()} (${found.id}).`
      : 'No match: nothing was sealed here as this file.',
  );
  say(`  file hash         ${found ? 'holds' : 'FAILS: it is of nothing that was sealed'}`);
  say(`  seal              ${sealWords[seal]}`);
  if (!found) say('  canonical record  not looked at: which one it would be is not known');
  for (const finding of found?.findings ?? []) say(`  ${labels[finding.what]}${wordsOf(finding)}`);
  return found && seal === 'holds' && found.findings.every(({ state }) => state !== 'fails') ? 0 : 1;
}

const labels: Record<Finding['what'], string> = {
  'file-hash': 'file hash         ',
  seal: 'seal              ',
  record: 'canonical record  ',
  'clause-version': 'clause version    ',
  signature: 'signature row     ',
  audit: 'audit sequence    ',
};

const wordsOf = ({ state, why }: Finding) => (state === 'fails' ? `FAILS: ${why}` : (why ?? 'holds'));
