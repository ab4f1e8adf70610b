import type { Auth } from '../auth/auth.ts';

/** Which second factors somebody has set up and finished setting up. */
export async function secondFactorsOf(auth: Auth, userId: string): Promise<('totp' | 'passkey')[]> {
  const { rows } = await auth.pool.query<{ totp: boolean; passkey: boolean }>(
    `SELECT EXISTS (SELECT FROM staff_two_factor WHERE "userId" = $1 AND verified) AS totp,
            EXISTS (SELECT FROM staff_passkey WHERE "userId" = $1) AS passkey`,
    [userId],
  );
  return (['totp', 'passkey'] as const).filter((method) => rows[0]?.[method]);
}
