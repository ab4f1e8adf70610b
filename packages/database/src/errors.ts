type Cause = { originalCode?: string; originalMessage?: string; kind?: string };
type AnyError = {
  code?: unknown;
  message?: string;
  constraint?: string;
  meta?: { driverAdapterError?: { cause?: Cause } };
  cause?: unknown;
};

// Prisma's own codes where it hides the SQLSTATE.
const prismaCodes: Record<string, string> = { P2002: '23505', P2003: '23503', P2034: '40001' };

/** The SQLSTATE of a failed query, whether pg, Prisma or a wrapper of theirs threw it; undefined when it is something else. */
export function sqlState(error: unknown): string | undefined {
  const { code, meta, cause } = (error ?? {}) as AnyError;
  const original = meta?.driverAdapterError?.cause?.originalCode ?? (cause as Cause | undefined)?.originalCode;
  if (original) return original;
  if (typeof code === 'string') {
    if (prismaCodes[code]) return prismaCodes[code];
    if (/^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) return code;
  }
  return cause ? sqlState(cause) : undefined;
}

function names(error: unknown, constraint: string | undefined): boolean {
  if (constraint === undefined) return true;
  const { message, constraint: own, meta, cause } = (error ?? {}) as AnyError;
  if (own !== undefined) return own === constraint;
  const words =
    meta?.driverAdapterError?.cause?.originalMessage ?? (cause as Cause | undefined)?.originalMessage ?? message ?? '';
  return words.includes(`"${constraint}"`) || (cause !== undefined && names(cause, constraint));
}

/** 23P01: the range is taken. `occupied_once` is the one for places. */
export function isExclusionViolation(error: unknown, constraint?: string): boolean {
  return sqlState(error) === '23P01' && names(error, constraint);
}

/** 23505: there is such a row already. `constraint` is the index's name, such as `signature_practice_id_pack_id_role_key`. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return sqlState(error) === '23505' && names(error, constraint);
}

/** 40001 or 40P01: two transactions crossed; trying again is right. */
export function isSerialization(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** 42501: row-level security, a missing grant, or history that may not be rewritten. */
export function isRefusedByGuard(error: unknown): boolean {
  return sqlState(error) === '42501';
}
