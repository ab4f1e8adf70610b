import { beforeAll, describe, expect, it } from 'vitest';
import { agreementPdf } from './agreement-pdf.ts';
import { checkSeal } from './check-seal.ts';
import { examplePdfInput } from './examples.ts';
import { makeSealKey, type SealKey, sealPdf } from './seal.ts';

const now = Temporal.Instant.from('2026-11-28T09:11:00Z');
const sealWith = async (key: SealKey) =>
  Buffer.from((await sealPdf((await agreementPdf(examplePdfInput())).bytes, key, now)).bytes);

describe.each(['ec-p256', 'rsa-3072'] as const)('a seal by %s', (algorithm) => {
  let key: SealKey;
  let file: Buffer;
  beforeAll(async () => {
    key = await makeSealKey({ subject: 'Fern Row', now, algorithm });
    file = await sealWith(key);
  });

  it('holds with its certificate, also among others', async () => {
    const other = await makeSealKey({ subject: 'Fern Row', now });
    expect(checkSeal(file, [other.certificatePem, key.certificatePem])).toBe('holds');
  });
  it('is not ours with another certificate, or with none', async () => {
    const other = await makeSealKey({ subject: 'Fern Row', now });
    expect(checkSeal(file, [other.certificatePem])).toBe('not-ours');
    expect(checkSeal(file, [])).toBe('not-ours');
  });
  it('sees one changed byte, something behind, something cut off', () => {
    const changed = Buffer.from(file);
    changed[200] = (changed[200] as number) ^ 1;
    expect(checkSeal(changed, [key.certificatePem])).toBe('changed');
    expect(checkSeal(Buffer.concat([file, Buffer.from('\n%%EOF')]), [key.certificatePem])).toBe('changed');
    expect(checkSeal(file.subarray(0, -10), [key.certificatePem])).toBe('changed');
  });
});

it.each([
  ['nothing', ''],
  ['words', 'Dear Priya'],
  ['a range and no seal', '%PDF-1.7 /ByteRange [0 30 30 0]'],
  ['a seal cut off', '%PDF-1.7 /ByteRange [0 32 42 0]<30820fff>'],
])('%s bears none', (_what, text) => {
  expect(['none', 'changed']).toContain(checkSeal(Buffer.from(text), []));
});
