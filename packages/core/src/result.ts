import type { ErrorCode } from './errors.ts';

/** What a pure decision answers: the decided value, or a named refusal that the shell turns into an error. */
export type Decision<T> = { ok: true; value: T } | { ok: false; code: ErrorCode; details?: Record<string, unknown> };

export const decided = <T>(value: T): Decision<T> => ({ ok: true, value });
export const refused = (code: ErrorCode, details?: Record<string, unknown>): Decision<never> => ({
  ok: false,
  code,
  details,
});
