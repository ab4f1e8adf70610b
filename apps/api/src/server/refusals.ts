import { type ErrorCode, errorWords } from '@heather/core';
import type { FastifyReply } from 'fastify';

/** The one shape of an error that no procedure gave: as a procedure's, so that a portal reads both alike. */
export function refuse(
  reply: FastifyReply,
  code: ErrorCode,
  status: number = errorWords[code].status,
  requestId?: string,
) {
  const data = { code, ...(requestId && { requestId }) };
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ error: { message: errorWords[code].words, code: -32600, data } });
}
