import type { AuthMethod } from '@heather/audit';
import type { StaffRole } from '@heather/policy';
import { setCookie } from '../auth/cookies.ts';
import { deviceOf } from '../auth/sign-ins.ts';
import type { UserRow } from '../auth/users.ts';
import { runAs } from '../database.ts';
import type { ClientActor, RequestContext, StaffActor } from '../trpc/context.ts';
import { writeAs } from '../trpc/write.ts';

/** Opens a sign-in for somebody whose proof was accepted, sets its cookie, and says so in the trail, in their name. */
export async function openSignIn(
  ctx: Pick<RequestContext, 'shell' | 'headers' | 'requestId' | 'setCookies'>,
  audience: 'staff' | 'client',
  user: UserRow,
  authMethods: readonly AuthMethod[],
  roles: readonly StaffRole[] = [],
): Promise<void> {
  const { shell } = ctx;
  const { practiceId, personId } = user;
  const { id, token } = await shell.auth[audience].signIns.start(
    { practiceId, personId, userId: user.id, authMethods, device: deviceOf(ctx.headers['user-agent']) },
    shell.now(),
  );
  const actor: StaffActor | ClientActor =
    audience === 'staff'
      ? { kind: 'staff', practiceId, staffId: personId, roles: [...roles] }
      : { kind: 'client', practiceId, clientId: personId };
  await runAs(actor, () =>
    writeAs(
      { shell, database: shell.database, databaseActor: actor, actor, requestId: ctx.requestId, authMethods },
      (tx) =>
        tx.audit(authMethods.includes('demonstration') ? 'auth.demonstration.signed-in' : 'auth.sign-in.succeeded', {
          subjectType: 'sign-in',
          subjectId: id,
          clientId: audience === 'client' ? personId : null,
        }),
    ),
  );
  ctx.setCookies([setCookie(shell.auth.cookies[audience], token)]);
}
