import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '@heather/core';
import type { AnyRouter } from '@trpc/server';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Shell } from '../shell.ts';
import { loggable } from '../trpc/errors.ts';
import { fileSources } from './file-sources.ts';
import { addFiles } from './files.ts';
import { addGuards, type PortalAddress } from './guards.ts';
import { addHeaders, always } from './headers.ts';
import { addHealth } from './health.ts';
import { addPortalFiles } from './portal-files.ts';
import { refuse } from './refusals.ts';
import { addSignOut } from './sign-out-route.ts';
import { addTrpc } from './trpc-routes.ts';

const bodyLimitBytes = 1_000_000;
/** A batch's names stand in the path; Node itself ends at 16 kB of headers. */
const longestPathPart = 16_384;

/** One portal's server: its pages, its procedures, its files, its health. Nothing of the other portal is reachable here. */
export async function createPortalServer(options: {
  shell: Shell;
  audience: 'staff' | 'client';
  router: AnyRouter;
  address: PortalAddress;
  /** The portal's built files. */
  folder: string;
}): Promise<FastifyInstance> {
  const { shell, audience, address } = options;
  const server: FastifyInstance = Fastify({
    loggerInstance: shell.log.child({ portal: audience }) as FastifyBaseLogger,
    bodyLimit: bodyLimitBytes,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // The peer's own address counts; a header can say anything, unless a proxy that was named wrote it.
    trustProxy: address.proxies?.length ? [...address.proxies] : false,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: longestPathPart, ignoreTrailingSlash: true },
    forceCloseConnections: true,
    requestTimeout: 30_000,
    // An address that cannot be read never reaches a hook; Fastify's own answer would quote it.
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...always, 'x-request-id': request.id, 'cache-control': 'no-store' });
      return refuse(reply, error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'too-large' : 'not-found');
    },
  });
  addHeaders(server, address.url.startsWith('https:'));
  addGuards(server, address);
  server.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const code = codeOf(error);
    if (code === 'unavailable') request.log.error(loggable(error), 'a request failed');
    return refuse(reply, code, undefined, code === 'unavailable' ? request.id : undefined);
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.debug({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  addHealth(server, shell);
  addSignOut(server, shell, audience);
  addFiles(server, shell, audience, fileSources[audience]);
  await addTrpc(server, shell, audience, options.router);
  await addPortalFiles(server, options.folder);
  return server;
}

function codeOf(error: { statusCode?: number; code?: string }): ErrorCode {
  if (error.statusCode === 413) return 'too-large';
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return 'bad-input';
  return 'unavailable';
}
