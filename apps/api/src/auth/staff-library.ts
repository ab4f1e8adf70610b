import { passkey } from '@better-auth/passkey';
import { APIError, betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Pool } from 'pg';
import { commonOptions, userVerified } from './library-options.ts';

/**
 * The library's part for staff: passwords (scrypt), authenticator codes with recovery codes, passkeys. No mail link and no code by
 * mail, because both would go round the second factor. None of its HTTP endpoints is served; our procedures call `api`.
 */
export function staffLibrary(options: { pool: Pool; url: string; secret: string }) {
  return betterAuth({
    ...commonOptions(options, 'staff'),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    plugins: [
      twoFactor({
        issuer: 'Heather',
        schema: { twoFactor: { modelName: 'staff_two_factor' } },
        backupCodeOptions: { storeBackupCodes: 'encrypted', amount: 10, length: 10 },
        otpOptions: { storeOTP: 'hashed' },
      }),
      passkey({
        rpID: new URL(options.url).hostname,
        rpName: 'Heather',
        origin: options.url,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        schema: { passkey: { modelName: 'staff_passkey' } },
        registration: {
          afterVerification: async ({ verification }) => refuseUnless(userVerified(verification.registrationInfo)),
        },
        authentication: {
          afterVerification: async ({ verification }) => refuseUnless(userVerified(verification.authenticationInfo)),
        },
      }),
    ],
  });
}

// The library accepts a passkey that was only touched; as a second factor it must have asked for finger, face or PIN.
function refuseUnless(verified: boolean): void {
  if (!verified) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' });
}
