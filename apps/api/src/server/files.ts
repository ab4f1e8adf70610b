import { isId } from '@heather/core';
import type { FastifyInstance } from 'fastify';
import type { Shell } from '../shell.ts';
import type { RequestContext } from '../trpc/context.ts';
import { answerFor, loggable } from '../trpc/errors.ts';
import { refuse } from './refusals.ts';
import { requestContext } from './request-context.ts';

/** A file that somebody may have: never kept by the browser, never guessed at. */
export type FileAnswer = {
  contentType: 'application/pdf' | 'text/calendar' | 'text/csv' | 'application/zip' | 'image/jpeg' | 'image/png';
  fileName: string;
  bytes: Uint8Array;
};
/** Asks the area's procedure in this process: permission, trail and refusals are the procedure's own. */
export type FileSource = (ctx: RequestContext, id: string) => Promise<FileAnswer>;
export type FileSources = Record<string, FileSource>;

/** GET /files/<kind>/<id>. An unknown kind, a bad id and somebody else's id are one answer. */
export function addFiles(
  server: FastifyInstance,
  shell: Shell,
  audience: 'staff' | 'client',
  sources: FileSources,
): void {
  server.get<{ Params: { kind: string; id: string } }>('/files/:kind/:id', async (request, reply) => {
    const { kind, id } = request.params;
    const source = Object.hasOwn(sources, kind) ? sources[kind] : undefined;
    if (!source || !isId(id)) return refuse(reply, 'not-found');
    try {
      const file = await source(requestContext(shell, audience, request, reply), id);
      const name = file.fileName.replace(/[^A-Za-z0-9 ._-]/g, '_');
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .type(file.contentType)
        .send(Buffer.from(file.bytes));
    } catch (error) {
      const { code } = answerFor(error);
      if (code === 'unavailable') request.log.error(loggable(error), 'a file could not be given');
      return refuse(reply, code, undefined, code === 'unavailable' ? request.id : undefined);
    }
  });
}
