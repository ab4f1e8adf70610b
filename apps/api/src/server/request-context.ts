import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { readCookie } from '../auth/cookies.ts';
import type { Shell } from '../shell.ts';
import type { RequestContext, SignIn } from '../trpc/context.ts';

/** What one HTTP request means to the procedures. Nothing is looked up until somebody asks who it is. */
export function requestContext(
  shell: Shell,
  audience: 'staff' | 'client',
  request: FastifyRequest,
  reply: FastifyReply,
): RequestContext {
  let identified: Promise<SignIn | null> | undefined;
  const { signIns } = shell.auth[audience];
  return {
    shell,
    audience,
    requestId: request.id,
    headers: request.headers,
    address: request.ip ?? 'unknown',
    log: request.log as unknown as Logger,
    identify: () => {
      const token = readCookie(request.headers.cookie, shell.auth.cookies[audience].name);
      identified ??= token ? signIns.find(token, shell.now()) : Promise.resolve(null);
      return identified;
    },
    setCookies: (cookies) => {
      for (const cookie of cookies) reply.header('set-cookie', cookie);
    },
  };
}
