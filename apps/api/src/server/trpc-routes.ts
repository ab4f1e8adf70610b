import type { AnyRouter } from '@trpc/server';
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import type { Shell } from '../shell.ts';
import { answerFor, loggable, statusOf } from '../trpc/errors.ts';
import { requestContext } from './request-context.ts';

/** A page asks for a handful of things at once; more in one request is no page of ours. */
export const mostCallsInABatch = 10;

export async function addTrpc(
  server: FastifyInstance,
  shell: Shell,
  audience: 'staff' | 'client',
  router: AnyRouter,
): Promise<void> {
  await server.register(fastifyTRPCPlugin<AnyRouter>, {
    prefix: '/trpc',
    trpcOptions: {
      router,
      maxBatchSize: mostCallsInABatch,
      createContext: ({ req, res }) => requestContext(shell, audience, req, res),
      onError: ({ error, path, req }) => {
        const { code } = answerFor(error);
        if (code === 'unavailable') req.log.error({ path, ...loggable(error) }, 'a procedure failed');
        else req.log.info({ path: path?.slice(0, 200), code }, 'refused');
      },
      // One refusal has its own status; several in a batch keep tRPC's.
      responseMeta: ({ errors }) => (errors.length === 1 && errors[0] ? { status: statusOf(errors[0]) } : {}),
    },
  });
}
