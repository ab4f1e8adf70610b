import type { TestServer } from '@heather/api/testing';

type Caller = Awaited<ReturnType<TestServer['callerFor']>>;
export type Kind = 'clients' | 'sessions' | 'scores';

/** Sends a file in its parts and lets it be looked at. */
export async function send(
  server: TestServer,
  caller: Caller,
  kind: Kind,
  file: string | Uint8Array,
  source = 'Old system',
) {
  const bytes = Buffer.from(file as string);
  const { importId, partBytes } = await caller.imports.begin({ kind, source, bytes: bytes.length });
  for (let at = 0; at * partBytes < bytes.length; at += 1) {
    const part = bytes.subarray(at * partBytes, (at + 1) * partBytes).toString('base64');
    await caller.imports.addPart({ importId, ordinal: at, part });
  }
  await caller.imports.finish({ importId });
  await server.runJobs();
  return caller.imports.get({ importId });
}
export type Run = Awaited<ReturnType<typeof send>>;

/** Says how the file is to be read and lets it be looked at again. */
export async function plan(server: TestServer, caller: Caller, { importId, version, plan: before }: Run, over: object) {
  await caller.imports.savePlan({ importId, version, plan: { ...(before as object), ...over } as never });
  await server.runJobs();
  return caller.imports.get({ importId });
}

export async function commit(server: TestServer, caller: Caller, { importId, version }: Run) {
  await caller.imports.commit({ importId, version });
  await server.runJobs();
  return caller.imports.get({ importId });
}

/** The whole way of a file about which nothing more is to be said than this. */
export async function bringIn(
  server: TestServer,
  caller: Caller,
  kind: Kind,
  file: string | Uint8Array,
  over: object = {},
  source?: string,
) {
  const sent = await send(server, caller, kind, file, source);
  return commit(server, caller, await plan(server, caller, sent, over));
}

export const said = { state: 'active', contactIsSafe: true, minutes: 50 };
