import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashFile } from './hash-file.ts';

it.each([0, 1, 1000, 100_000])('a file of %i bytes has the hash that everybody else finds', async (size) => {
  const bytes = new Uint8Array(size).map((_, at) => at % 251);
  expect(await hashFile(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
});

it('a file that cannot be read, or is larger than any agreement, has none', async () => {
  const gone = { size: 10, arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob;
  expect(await hashFile(gone)).toBeNull();
  const huge = { size: 50_000_001, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) } as unknown as Blob;
  expect(await hashFile(huge)).toBeNull();
});
