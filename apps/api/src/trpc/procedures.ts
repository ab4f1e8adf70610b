import { fail } from '@heather/core';
import { may, type PolicyRow, type ProcedureName, type policy, policyRow, type Scope, scopeFor } from '@heather/policy';
import { initTRPC } from '@trpc/server';
import { homePracticeId, loadPractice, loadRoles } from '../account/load-identity.ts';
import { recordRead } from '../audit/record-read.ts';
import { stepUpIsFresh } from '../auth/limits.ts';
import { type Db, type PracticeVault, runAs } from '../database.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { workerContext } from '../jobs/worker-context.ts';
import type { Actor, ClientActor, PracticeFacts, PublicActor, RequestContext, SignIn, StaffActor } from './context.ts';
import { answerFor, formatError, toTrpcError } from './errors.ts';
import { withoutErased } from './without-erased.ts';
import { type WriteTransaction, writeAs } from './write.ts';

type Meta = { name: ProcedureName; row: PolicyRow };

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => formatError(shape, error, ctx?.requestId),
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

type NamesOf<A extends PolicyRow['audience']> = {
  [N in ProcedureName]: (typeof policy)[N]['audience'] extends A ? N : never;
}[ProcedureName];

/** What every procedure is handed. */
export type ProcedureContext<A extends Actor, S> = {
  actor: A;
  practice: PracticeFacts;
  /** The one clock. Never Temporal.Now or new Date() in an area. */
  now: () => Temporal.Instant;
  /** Reading, under row-level security. Never findUnique; await inside the procedure. */
  db: Db;
  /** Writing: one transaction with its audit events and jobs. */
  write: <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>;
  vault: PracticeVault;
  /**
   * A narrow door: does something that the caller asked for and may not do by their own rights (a signed-out enquiry is kept, a
   * code is sent). The trail still names the caller.
   */
  asWorker: <T>(body: (worker: JobContext) => Promise<T>) => Promise<T>;
  /** Notes that clinical data of a client was read. Staff only; a no-op for the client's own. */
  recordRead: (
    subjectType: string,
    clientId: string,
    subjectIds: readonly string[],
    purpose?: ReadPurpose,
  ) => Promise<void>;
  signIn: S;
  /** Whose rows this caller reaches in this procedure, by the policy table. */
  scope: Scope;
};
export type ReadPurpose = 'care' | 'cover' | 'break-glass' | 'supervision' | 'alert' | 'rights' | 'clinical-will';
export type StaffContext = RequestContext & ProcedureContext<StaffActor, SignIn>;
export type ClientContext = RequestContext & ProcedureContext<ClientActor, SignIn>;
export type PublicContext = RequestContext & ProcedureContext<PublicActor, null>;

/** Turns whatever is thrown, by the database too, into the one kind of error that leaves. */
const refusals = t.middleware(async ({ ctx, meta, next }) => {
  const began = performance.now();
  const result = await next();
  const refusal = result.ok ? null : toTrpcError(result.error);
  if (meta) ctx.shell.metrics.called(meta.name, refusal ? answerFor(refusal).code : 'ok', performance.now() - began);
  if (refusal) throw refusal;
  return result;
});

/** A read that took longer asks once more whether its reader still works here. */
const slowReadMs = 500;

/** A procedure of a signed-in member of staff. Its name has a row in the policy table, or the server does not start. */
export function staffProcedure(name: NamesOf<'staff'>) {
  const row = rowOf(name, 'staff');
  return t.procedure
    .meta({ name, row })
    .use(refusals)
    .use(async ({ ctx, next }) => {
      const signIn = await ctx.identify();
      if (signIn?.kind !== 'staff') return fail('signed-out');
      const { practiceId, staffId } = signIn;
      return runAs({ kind: 'staff', practiceId, staffId }, async () => {
        const roles = await loadRoles(ctx.shell.database, practiceId, staffId, ctx.shell.now());
        if (!roles) return fail('signed-out');
        if (row.audience !== 'staff') throw new Error('unreachable');
        if (!row.beforeSecondFactor && !hasSecondFactor(signIn)) return fail('second-factor-needed');
        if (!may(row, roles)) return fail('forbidden');
        if (row.stepUp && !stepUpIsFresh(signIn, ctx.shell.now())) return fail('step-up-needed');
        const actor: StaffActor = { kind: 'staff', practiceId, staffId, roles };
        const began = performance.now();
        const result = await next({ ctx: await contextOf(ctx, actor, signIn, scopeFor(row, roles) ?? 'none') });
        // Access ends to the second: an answer that took its time is not handed to somebody who has left meanwhile.
        if (row.kind === 'read' && performance.now() - began > slowReadMs)
          if (!(await loadRoles(ctx.shell.database, practiceId, staffId, ctx.shell.now()))) return fail('signed-out');
        return result;
      });
    })
    .use(async ({ ctx, getRawInput, next }) => {
      const given = await getRawInput();
      const input = await withoutErased(ctx.db, ctx.actor.practiceId, given);
      return input === given ? next() : next({ getRawInput: async () => input });
    });
}

/** A procedure of a signed-in client, on their own rows. */
export function clientProcedure(name: NamesOf<'client'>) {
  const row = rowOf(name, 'client');
  return t.procedure
    .meta({ name, row })
    .use(refusals)
    .use(async ({ ctx, next }) => {
      const signIn = await ctx.identify();
      if (signIn?.kind !== 'client') return fail('signed-out');
      if (row.audience === 'client' && row.stepUp && !stepUpIsFresh(signIn, ctx.shell.now()))
        return fail('step-up-needed');
      const actor: ClientActor = { kind: 'client', practiceId: signIn.practiceId, clientId: signIn.clientId };
      return runAs(actor, async () => next({ ctx: await contextOf(ctx, actor, signIn, 'own') }));
    });
}

/** A procedure of anybody on the client portal. Sees nothing but what is public; writes through narrow doors. */
export function publicProcedure(name: NamesOf<'public'>) {
  return signedOut(name, rowOf(name, 'public'));
}

/** A procedure of anybody on the staff portal: signing in, accepting an invitation. */
export function signedOutStaffProcedure(name: NamesOf<'staff-signed-out'>) {
  return signedOut(name, rowOf(name, 'staff-signed-out'));
}

function signedOut(name: ProcedureName, row: PolicyRow) {
  return t.procedure
    .meta({ name, row })
    .use(refusals)
    .use(async ({ ctx, next }) => {
      const practiceId = await homePracticeId(ctx.shell);
      if (!practiceId) return fail('unavailable');
      const actor: PublicActor = { kind: 'public', practiceId };
      return runAs(actor, async () => next({ ctx: await contextOf(ctx, actor, null, 'none') }));
    });
}

function rowOf(name: ProcedureName, audience: PolicyRow['audience']): PolicyRow {
  const row = policyRow(name);
  if (row.audience !== audience)
    throw new Error(`${name} is for ${row.audience} in the policy table, not for ${audience}`);
  return row;
}

const secondFactors = ['totp', 'recovery-code', 'passkey', 'demonstration'] as const;

/** Better-auth lets a passkey or a code pass without the second factor; here each sign-in must show one. */
export function hasSecondFactor(signIn: SignIn): boolean {
  return signIn.authMethods.some((method) => (secondFactors as readonly string[]).includes(method));
}

async function contextOf<A extends Actor, S extends SignIn | null>(
  ctx: RequestContext,
  actor: A,
  signIn: S,
  scope: Scope,
) {
  const { shell } = ctx;
  const practice = await loadPractice(shell, actor.practiceId);
  if (!practice) return fail('unavailable');
  const by = {
    shell,
    database: shell.database,
    databaseActor: actor,
    actor,
    requestId: ctx.requestId,
    authMethods: signIn?.authMethods ?? [],
  };
  return {
    ...ctx,
    actor,
    practice,
    now: shell.now,
    db: shell.database.prisma,
    write: <T>(body: (tx: WriteTransaction) => Promise<T>) => writeAs(by, body),
    vault: shell.vault.scope(shell.database.prisma, actor.practiceId),
    asWorker: <T>(body: (worker: JobContext) => Promise<T>) =>
      workerContext(shell, actor.practiceId, body, { actor, requestId: ctx.requestId, authMethods: by.authMethods }),
    recordRead: recordRead(shell, actor, ctx.requestId),
    signIn,
    scope,
  } satisfies RequestContext & ProcedureContext<A, S>;
}
