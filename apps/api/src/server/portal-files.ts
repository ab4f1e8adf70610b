import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './refusals.ts';

const reserved = /^\/(trpc|auth|files|healthz|readyz|assets)(\/|$)/;

/**
 * Serves a built portal: hashed assets for ever, and index.html for every page, because the pages' own addresses exist in the
 * browser alone. GET and HEAD change nothing, whoever follows a link.
 */
export async function addPortalFiles(server: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        if (path.includes('/assets/')) response.header('cache-control', 'public, max-age=31536000, immutable');
      },
    });
  }
  const page = (_request: FastifyRequest, reply: FastifyReply) =>
    isBuilt
      ? reply.header('cache-control', 'no-store').sendFile('index.html')
      : reply
          .code(503)
          .type('text/plain; charset=utf-8')
          .send('This portal was not built yet. Start Heather with npm start.\n');
  if (isBuilt) server.get('/', page);
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !reserved.test(path) &&
      !/\.[a-z0-9]{2,5}$/i.test(path);
    return isPage ? page(request, reply) : refuse(reply, 'not-found');
  });
}
