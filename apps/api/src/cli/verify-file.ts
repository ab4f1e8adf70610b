import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { frameHash } from '@heather/confidentiality';
import { isPayloadIntact, signaturePayloadSchema } from '@heather/consent';
import { checkPdf, checkSeal, type SealCheck } from '@heather/documents';
import { frameOf } from '../agreements/current-agreement.ts';
import { type LoadedPack, loadPack } from '../agreements/load-pack.ts';
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
  /** What is wrong with the rows behind it, in words; null when they are as they were. */
  record: string | null;
  /** The record of whoever signed was destroyed: of what was signed its hashes alone are kept. */
  isErased: boolean;
};

/**
 * `verify <file.pdf>`: the file's hash against the seals that are kept, the file's own seal against the practices' certificates, and
 * what was signed against its hashes. Says of each whether it holds, and names nobody.
 * @returns 0 when all three hold, 1 when one does not
 */
export function verifyFile(path: string): Promise<number> {
  const bytes = readPdf(resolve(readEnv().calledFrom, path));
  return withDatabase(async (reached) => {
    const practices = await reached.database.lookups.practices();
    const certificates: string[] = [];
    let found: Found | null = null;
    for (const { practiceId, name } of practices) {
      await runAs({ kind: 'worker', practiceId }, async () => {
        const keys = await reached.database.prisma.sealKey.findMany({ where: { practiceId } });
        certificates.push(...keys.map((key) => key.certificatePem));
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
  const isErased = row.client.state === 'erased';
  const record = isErased ? null : faultIn(await loadPack(database.prisma, practiceId, row.packId));
  return { what: 'agreement', practiceName, sealedAt: instantOf(row.sealedAt), id: row.packId, record, isErased };
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
  const record = of?.state === 'destroyed' ? null : 'there is no destruction that it is of';
  const sealedAt = instantOf(row.sealedAt);
  return { what: 'certificate of a destruction', practiceName, sealedAt, id: row.reference, record, isErased: false };
}

/** What of a signed agreement is not as it was signed, in words; null when all of it is. */
function faultIn({ row, pack, records }: LoadedPack): string | null {
  if (row.signatureAsPack.length === 0) return 'there is no signature';
  for (const { role, payload, payloadSha256 } of row.signatureAsPack) {
    if (!isPayloadIntact(payload, payloadSha256)) return `the signature of the ${role} is not what its hash says`;
    const said = signaturePayloadSchema.safeParse(payload);
    if (!said.success || said.data.packId !== row.id) return `the signature of the ${role} is of something else`;
    if (said.data.agreement.frameSha256 !== frameHash(frameOf(row.workingAgreement)))
      return 'the frame is not the one that was signed';
    for (const part of ['agreement', 'notice', 'consents'] as const) {
      if (
        said.data[part].shownSha256 !== pack[part].shownSha256 ||
        said.data[part].contentSha256 !== records[part].contentSha256
      )
        return `the words of the ${part} are not those that were signed`;
    }
  }
  return null;
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
  say(`  canonical record  ${recordWords(found)}`);
  return found && seal === 'holds' && found.record === null ? 0 : 1;
}

function recordWords(found: Found | null): string {
  if (!found) return 'not looked at: which one it would be is not known';
  if (found.isErased) return 'holds by its hashes alone: the record of the person who signed was destroyed';
  return found.record === null ? 'holds' : `FAILS: ${found.record}`;
}
