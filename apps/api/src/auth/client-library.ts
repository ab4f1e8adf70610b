import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { emailOTP } from 'better-auth/plugins/email-otp';
import type { Pool } from 'pg';
import { commonOptions } from './library-options.ts';

export const codeMinutes = 10;

/**
 * The library's part for clients: one-time codes (hashed, three tries, ten minutes) and passkeys. It knows no real address: a code
 * is made here and carried by our outbox to the address that the client called safe.
 */
export function clientLibrary(options: { pool: Pool; url: string; secret: string }) {
  return betterAuth({
    ...commonOptions(options, 'client'),
    emailAndPassword: { enabled: false },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: codeMinutes * 60,
        allowedAttempts: 3,
        storeOTP: 'hashed',
        disableSignUp: true,
        sendVerificationOTP: async () => {
          throw new Error('codes leave by the outbox alone');
        },
      }),
      passkey({
        rpID: new URL(options.url).hostname,
        rpName: 'Your appointments',
        origin: options.url,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
        schema: { passkey: { modelName: 'client_passkey' } },
      }),
    ],
  });
}
