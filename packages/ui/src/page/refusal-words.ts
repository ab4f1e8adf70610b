import type { ErrorCode } from '@heather/core';

/** What went wrong, as a person may read it. `unreachable` and `unknown` are ours: the server never sent a code. */
export type ReadRefusal = { code: ErrorCode | 'unreachable' | 'unknown'; words: string; details: unknown };

const ownWords = {
  unreachable: 'We cannot reach the practice just now. Check your connection, then try again.',
  unknown: 'Something went wrong on our side. Try again in a minute.',
} as const;

/**
 * Any thrown thing → code and words. With a code of ours the message is the server's reading of core's errorWords; the
 * table itself stays off the client's first page (2 kB of a tight budget). Any other message is never shown: it may
 * be a proxy's, a browser's or a stack's.
 */
export function readRefusal(error: unknown): ReadRefusal {
  const data = dataOf(error);
  if (typeof data?.code === 'string' && /^[a-z-]+(\/[a-z-]+)?$/.test(data.code)) {
    const words = error instanceof Error && error.message !== '' ? error.message : ownWords.unknown;
    return { code: data.code as ErrorCode, words, details: data.details };
  }
  // tRPC's client sets no data when no answer of ours came back: the network, a proxy, a stopped server.
  const code = data === undefined ? 'unreachable' : 'unknown';
  return { code, words: ownWords[code], details: undefined };
}

function dataOf(error: unknown): { code?: unknown; details?: unknown } | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined;
  return typeof error.data === 'object' && error.data !== null ? error.data : undefined;
}
