import type { Procedure } from './procedures.ts';
import type { Actor, TwoPractices } from './two-practices.ts';

export type Answered = { status: number; body: string; code: string | undefined; headers: Record<string, unknown> };

/** Calls over HTTP as somebody with a real sign-in of theirs, made when it is first wanted and again when a call has ended it. */
export function callerOf({ server }: Pick<TwoPractices, 'server'>) {
  const cookies = new Map<string, string>();
  const cookieOf = async (actor: Actor) => {
    const known = cookies.get(actor.id);
    if (known) return known;
    const how = { practiceId: actor.practiceId };
    const made =
      actor.kind === 'staff' ? await server.staffCookie(actor.id, how) : await server.clientCookie(actor.id, how);
    cookies.set(actor.id, made);
    return made;
  };
  return async function call(procedure: Procedure, input: unknown, actor: Actor | null): Promise<Answered> {
    const { portal, path, type } = procedure;
    const ask = async () => {
      const cookie = actor ? await cookieOf(actor) : undefined;
      return type === 'query' ? server.get(portal, path, input, cookie) : server.post(portal, path, input, cookie);
    };
    let response = await ask();
    const isOver = actor?.kind === portal && response.body.includes('"code":"signed-out"');
    if (isOver || response.headers['set-cookie']) if (actor) cookies.delete(actor.id);
    if (isOver) response = await ask();
    const json = response.body.startsWith('{') ? response.json() : {};
    return {
      status: response.statusCode,
      body: response.body,
      code: json.error?.data?.code,
      headers: response.headers,
    };
  };
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The ids in an answer. */
export const idsIn = (body: string): string[] => body.match(uuid) ?? [];
