// The certificate library finds its algorithms through this; it has to be there first.
import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as never);

export type SealAlgorithm = 'ec-p256' | 'rsa-3072';

/** A sealing key as it is kept: the certificate is public, the private key is a secret of the practice. */
export type SealKeyPem = { certificatePem: string; privateKeyPem: string };

export type SealKey = SealKeyPem & {
  algorithm: SealAlgorithm;
  subject: string;
  serial: string;
  notBefore: string;
  notAfter: string;
};

const algorithms = {
  'ec-p256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'rsa-3072': {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 3072,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
} as const;

/**
 * A new sealing key with a certificate that it signs itself, valid from an hour before `now` (clocks differ) for `years`.
 * @param subject the practice's name, as a reader program shows it
 */
export async function makeSealKey(options: {
  subject: string;
  now: Temporal.Instant;
  years?: number;
  algorithm?: SealAlgorithm;
}): Promise<SealKey> {
  const { subject, now, years = 5, algorithm = 'ec-p256' } = options;
  const keys = await webcrypto.subtle.generateKey(algorithms[algorithm], true, ['sign', 'verify']);
  const notBefore = now.subtract({ hours: 1 });
  const notAfter = now.toZonedDateTimeISO('UTC').add({ years }).toInstant();
  const serialNumber = Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)));
  // A serial number is a positive integer: the top bit off, the next on, so that it is neither negative nor short.
  serialNumber[0] = ((serialNumber[0] as number) & 0x3f) | 0x40;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber.toString('hex'),
    name: [{ CN: [printableName(subject)] }],
    notBefore: new Date(notBefore.epochMilliseconds),
    notAfter: new Date(notAfter.epochMilliseconds),
    signingAlgorithm: algorithms[algorithm],
    keys: keys as never,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const privateKeyPem = `-----BEGIN PRIVATE KEY-----\n${pkcs8
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trimEnd()}\n-----END PRIVATE KEY-----\n`;
  return openSealKey({ certificatePem: certificate.toString('pem'), privateKeyPem });
}

/** A common name holds 64 characters at most (RFC 5280, ub-common-name). */
const printableName = (name: string) =>
  [
    ...name
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' ')
      .trim(),
  ]
    .slice(0, 64)
    .join('') || 'Practice';

/**
 * Reads a kept key back and proves that its halves belong together. Call it at start: a seal that cannot be made must stop
 * the house from opening, not a client from getting their copy.
 * @throws Error naming what is wrong, never the key
 */
export async function openSealKey(pem: SealKeyPem): Promise<SealKey> {
  const certificate = readCertificate(pem.certificatePem);
  const algorithm: SealAlgorithm = certificate.publicKey.algorithm.name === 'ECDSA' ? 'ec-p256' : 'rsa-3072';
  const privateKey = await readPrivateKey(pem.privateKeyPem, algorithm);
  const probe = new TextEncoder().encode('seal key check');
  const signed = await webcrypto.subtle.sign(algorithms[algorithm], privateKey, probe);
  const publicKey = await certificate.publicKey.export(algorithms[algorithm], ['verify'], webcrypto as never);
  if (!(await webcrypto.subtle.verify(algorithms[algorithm], publicKey as never, signed, probe)))
    throw new Error('the seal key does not belong to its certificate');
  return {
    ...pem,
    algorithm,
    subject: certificate.subject,
    serial: certificate.serialNumber,
    notBefore: Temporal.Instant.fromEpochMilliseconds(certificate.notBefore.getTime()).toString(),
    notAfter: Temporal.Instant.fromEpochMilliseconds(certificate.notAfter.getTime()).toString(),
  };
}

function readCertificate(pem: string): x509.X509Certificate {
  try {
    return new x509.X509Certificate(pem);
  } catch {
    throw new Error('the seal certificate cannot be read');
  }
}

async function readPrivateKey(pem: string, algorithm: SealAlgorithm) {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  try {
    return await webcrypto.subtle.importKey('pkcs8', der, algorithms[algorithm], false, ['sign']);
  } catch {
    throw new Error('the seal key cannot be read');
  }
}

export type SealedPdf = {
  bytes: Uint8Array;
  bodySha256: string;
  sealedSha256: string;
  certSerial: string;
  certSubject: string;
  certNotAfter: string;
  pages: number;
};

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Seals a finished PDF: PAdES B-B, once, as the last thing that ever touches it.
 * @throws Error when the certificate does not hold at `sealedAt`, or when the file is not a PDF or bears a seal already
 */
export async function sealPdf(body: Uint8Array, key: SealKey, sealedAt: Temporal.Instant): Promise<SealedPdf> {
  const holds =
    Temporal.Instant.compare(Temporal.Instant.from(key.notBefore), sealedAt) <= 0 &&
    Temporal.Instant.compare(sealedAt, Temporal.Instant.from(key.notAfter)) < 0;
  if (!holds) throw new Error('the seal certificate does not hold at this time');
  if (isSealed(body)) throw new Error('this file is sealed already');
  const certificate = readCertificate(key.certificatePem);
  const privateKey = await readPrivateKey(key.privateKeyPem, key.algorithm);
  const signer =
    key.algorithm === 'ec-p256'
      ? new CryptoKeySigner(privateKey as never, new Uint8Array(certificate.rawData), 'EC', 'ECDSA')
      : new CryptoKeySigner(privateKey as never, new Uint8Array(certificate.rawData), 'RSA', 'RSASSA-PKCS1-v1_5');
  const pdf = await PDF.load(body);
  const pages = pdf.getPageCount();
  const { bytes } = await pdf.sign({
    signer,
    reason: 'Sealed after the last signature',
    fieldName: 'Seal',
    subFilter: 'ETSI.CAdES.detached',
    level: 'B-B',
    signingTime: new Date(sealedAt.epochMilliseconds),
  });
  return {
    bytes,
    bodySha256: sha256(body),
    sealedSha256: sha256(bytes),
    certSerial: key.serial,
    certSubject: key.subject,
    certNotAfter: key.notAfter,
    pages,
  };
}

/** Whether a file already carries a signature dictionary of ours or anyone's. */
export const isSealed = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/ByteRange');

export type PdfCheck = { ok: true; sha256: string } | { ok: false; reason: 'not-a-pdf' | 'changed'; sha256: string };

/**
 * Whether a file is, to the byte, the one that was sealed. The whole file is hashed: a seal's own check leaves out the
 * bytes that hold the seal, and readers call a file valid in which some of those were changed.
 */
export function checkPdf(bytes: Uint8Array, expectedSha256: string): PdfCheck {
  const found = sha256(bytes);
  if (found === expectedSha256.toLowerCase()) return { ok: true, sha256: found };
  const looksRight = Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
  return { ok: false, reason: looksRight ? 'changed' : 'not-a-pdf', sha256: found };
}

/** Whole days until a seal key stops holding; negative when it has. For a warning at 60, 30 and 7. */
export function sealKeyDaysLeft(key: Pick<SealKey, 'notAfter'>, now: Temporal.Instant): number {
  return Math.floor(Temporal.Instant.from(key.notAfter).since(now).total('hours') / 24);
}
