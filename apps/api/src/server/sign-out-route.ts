import type { FastifyInstance } from 'fastify';
import { signOut } from '../account/own-sign-ins.ts';
import { clearCookie } from '../auth/cookies.ts';
import { runAs } from '../database.ts';
import type { Shell } from '../shell.ts';
import type { ClientActor, StaffActor } from '../trpc/context.ts';
import { writeAs } from '../trpc/write.ts';
import { requestContext } from './request-context.ts';

/** POST /auth/sign-out: for "Exit this page", whose last request must outlive the page. Signed out already is signed out. */
export function addSignOut(server: FastifyInstance, shell: Shell, audience: 'staff' | 'client'): void {
  server.post('/auth/sign-out', async (request, reply) => {
    const ctx = requestContext(shell, audience, request, reply);
    const signIn = await ctx.identify();
    if (!signIn) {
      ctx.setCookies([clearCookie(shell.auth.cookies[audience])]);
      return { done: true };
    }
    const { practiceId, authMethods } = signIn;
    const actor: StaffActor | ClientActor =
      signIn.kind === 'staff'
        ? { kind: 'staff', practiceId, staffId: signIn.staffId, roles: [] }
        : { kind: 'client', practiceId, clientId: signIn.clientId };
    const by = { shell, database: shell.database, databaseActor: actor, actor, requestId: ctx.requestId, authMethods };
    return runAs(actor, () => signOut({ ...ctx, signIn, write: (body) => writeAs(by, body) }));
  });
}
