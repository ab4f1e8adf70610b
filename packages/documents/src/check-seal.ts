import { createHash, verify, X509Certificate } from 'node:crypto';

/**
 * What a file's own seal says: `holds` over the whole file; `none`: there is none (or it cannot be read); `changed`: the bytes are not
 * those that were sealed, or something was added behind; `not-ours`: none of the given certificates made it.
 */
export type SealCheck = 'holds' | 'none' | 'changed' | 'not-ours';

/** messageDigest, 1.2.840.113549.1.9.4, as it stands in the seal. */
const messageDigest = '2a864886f70d010904';

/**
 * Reads the seal that `sealPdf` makes (one detached CMS signature, one signer) and holds it against the file and the certificates.
 * It leaves out the bytes that hold the seal itself, as every such check does: the hash of the whole file says more (`checkPdf`).
 */
export function checkSeal(bytes: Uint8Array, certificatePems: readonly string[]): SealCheck {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const range = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(file.toString('latin1'));
  if (!range) return 'none';
  const [from, length, from2, length2] = range.slice(1).map(Number) as [number, number, number, number];
  if (from !== 0 || from2 < length || from2 + length2 !== file.length) return 'changed';
  const hex = file
    .subarray(length, from2)
    .toString('latin1')
    .replace(/[<>\s]/g, '');
  const signer = readSigner(Buffer.from(hex, 'hex'));
  if (!signer) return 'none';
  const covered = createHash('sha256').update(file.subarray(0, length)).update(file.subarray(from2)).digest();
  if (!signer.digest.equals(covered)) return 'changed';
  const isOurs = certificatePems.some((pem) =>
    verify('sha256', signer.attributes, new X509Certificate(pem).publicKey, signer.signature),
  );
  return isOurs ? 'holds' : 'not-ours';
}

type Node = { tag: number; bytes: Buffer; content: Buffer };

/** The signed attributes as they were signed, the digest among them, and the signature. Null for anything that is no such thing. */
function readSigner(der: Buffer): { attributes: Buffer; digest: Buffer; signature: Buffer } | null {
  try {
    const signedData = children(children(children(der)[0])[1])[0];
    const signerInfo = children(children(signedData).at(-1))[0];
    const parts = children(signerInfo);
    const at = parts.findIndex(({ tag }) => tag === 0xa0);
    const signed = parts[at];
    const signature = parts.slice(at + 1).find(({ tag }) => tag === 0x04);
    const digest = children(signed)
      .map((attribute) => children(attribute))
      .find(([name]) => name?.content.toString('hex') === messageDigest)?.[1];
    if (!signed || !signature || !digest) return null;
    // They are signed as a SET (RFC 5652, 5.4), and stand in the seal under a tag of their own.
    const attributes = Buffer.from(signed.bytes);
    attributes[0] = 0x31;
    return { attributes, digest: children(digest)[0]?.content ?? Buffer.alloc(0), signature: signature.content };
  } catch {
    return null;
  }
}

/** The values inside a DER value, or one after the other in plain bytes. @throws RangeError where a length leads outside */
function children(of: Node | Buffer | undefined): Node[] {
  if (!of) throw new RangeError('nothing there');
  let rest = of instanceof Uint8Array ? of : of.content;
  const found: Node[] = [];
  // Room is kept for the seal before it is made: what is left over is zeros.
  while (rest.length > 1 && rest[0] !== 0) {
    const short = rest[1] as number;
    const count = short < 0x80 ? 0 : short & 0x7f;
    if (count > 4) throw new RangeError('longer than a file');
    const length = count === 0 ? short : rest.readUIntBE(2, count);
    const end = 2 + count + length;
    if (end > rest.length) throw new RangeError('cut off');
    found.push({ tag: rest[0] as number, bytes: rest.subarray(0, end), content: rest.subarray(2 + count, end) });
    rest = rest.subarray(end);
  }
  return found;
}
