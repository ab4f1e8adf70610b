import { type ErrorCode, errorWords, Refusal } from '@heather/core';
import { sqlState } from '@heather/database';
import { TRPCError, type TRPCErrorShape } from '@trpc/server';

type TrpcCode = TRPCError['code'];

/** tRPC has no word for 410 and none of ours for 5xx; the HTTP status itself comes from errorWords (see responseStatus). */
const trpcCodeOf: Record<number, TrpcCode> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'PRECONDITION_FAILED',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

/** What a failure tells the caller: a code of the closed list and, for few of them, plain details. */
export type Answer = { code: ErrorCode; details?: Record<string, unknown> };

/** SQLSTATEs that somebody's input or a race can cause. Everything else is ours, and answers 'unavailable'. */
const sqlStates: Record<string, ErrorCode> = {
  '22001': 'too-large',
  '22003': 'bad-input',
  '22007': 'bad-input',
  '22008': 'bad-input',
  '22021': 'bad-input',
  '22P02': 'bad-input',
  '22P05': 'bad-input',
  '23503': 'not-found',
  '23505': 'conflict',
  '23514': 'bad-input',
  '23P01': 'scheduling/slot-taken',
  '40001': 'conflict',
  '40P01': 'conflict',
  '42501': 'not-found',
  '54000': 'too-large',
};
const prismaCodes: Record<string, ErrorCode> = {
  P2000: 'too-large',
  P2002: 'conflict',
  P2003: 'not-found',
  P2020: 'bad-input',
  P2023: 'bad-input',
  P2025: 'not-found',
  P2028: 'unavailable',
  P2034: 'conflict',
};

/** From anything thrown to what may be said about it. Causes, messages and stacks stay on the server. */
export function answerFor(error: unknown): Answer {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  if (error instanceof TRPCError) return answerForTrpc(error);
  const state = error instanceof Error ? sqlState(error) : undefined;
  if (state && sqlStates[state]) return { code: sqlStates[state] };
  const code = (error as { code?: unknown } | null)?.code;
  return { code: (typeof code === 'string' && prismaCodes[code]) || 'unavailable' };
}

function answerForTrpc(error: TRPCError): Answer {
  if (error.cause instanceof Refusal) return { code: error.cause.code, details: error.cause.details };
  switch (error.code) {
    case 'PARSE_ERROR':
    case 'UNSUPPORTED_MEDIA_TYPE':
    case 'METHOD_NOT_SUPPORTED':
      return { code: 'bad-input' };
    case 'BAD_REQUEST':
      if (/batch/i.test(error.message)) return { code: 'too-many-calls' };
      return { code: 'bad-input', details: badFields(error.cause) };
    case 'NOT_FOUND':
      return { code: 'not-found' };
    case 'PAYLOAD_TOO_LARGE':
      return { code: 'too-large' };
    default:
      return error.cause ? answerFor(error.cause) : { code: 'unavailable' };
  }
}

/** The names of the fields that were refused, never what stood in them. */
function badFields(cause: unknown): { fields: string[] } | undefined {
  const issues = (cause as { issues?: { path?: PropertyKey[] }[] } | undefined)?.issues;
  if (!Array.isArray(issues)) return undefined;
  const paths = issues.map((issue) => (issue.path ?? []).map(String).join('.')).filter(Boolean);
  return { fields: [...new Set(paths)].slice(0, 20).map((path) => path.slice(0, 100)) };
}

/** Makes of anything thrown the one kind of error that leaves a procedure. */
export function toTrpcError(error: unknown): TRPCError {
  const { code, details } = answerFor(error);
  const cause = error instanceof Refusal ? error : new Refusal(code, details, { cause: error });
  return new TRPCError({ code: trpcCodeOf[errorWords[code].status] ?? 'SERVICE_UNAVAILABLE', message: code, cause });
}

export type ErrorData = { code: ErrorCode; details?: Record<string, unknown>; requestId?: string };

/** The body of an error: code, words, details. A request id only where somebody must look into it. */
export function formatError(shape: TRPCErrorShape, error: unknown, requestId: string | undefined) {
  const { code, details } = answerFor(error);
  const data: ErrorData = {
    code,
    ...(details && { details }),
    ...(code === 'unavailable' && requestId && { requestId }),
  };
  return { code: shape.code, message: errorWords[code].words, data };
}

/** The HTTP status of an error. */
export function statusOf(error: unknown): number {
  return errorWords[answerFor(error).code].status;
}

/** What may be logged of a failure: its kind and where it was thrown. A message may quote what somebody typed, so it may not. */
export function loggable(error: unknown): Record<string, unknown> {
  const inner = error instanceof TRPCError && error.cause ? rootOf(error.cause) : rootOf(error);
  if (!(inner instanceof Error)) return { name: typeof inner };
  const frames = (inner.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: inner.name,
    code: (inner as { code?: unknown }).code,
    sqlState: sqlState(inner),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}

function rootOf(error: unknown): unknown {
  return error instanceof Refusal && error.cause ? error.cause : error;
}
