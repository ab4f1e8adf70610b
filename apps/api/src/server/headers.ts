import type { FastifyInstance } from 'fastify';

/** Scripts and styles come from us alone, as files; nothing frames us, and nobody learns where a reader came from. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const always = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
  'x-robots-tag': 'noindex',
} as const;

/** Headers of every answer, errors too. Only hashed assets are kept by the browser; all else is asked for anew. */
export function addHeaders(server: FastifyInstance, isHttps: boolean): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(always);
    reply.header('x-request-id', request.id);
    if (isHttps) reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
  });
}
