import type { IncomingHttpHeaders } from 'node:http';
import type { AuthMethod } from '@heather/audit';
import type { StaffRole } from '@heather/policy';
import type { Logger } from 'pino';
import type { Shell } from '../shell.ts';

/** Who is signed in, by which proofs, and since when. Made by auth/ from the cookie; nothing else makes one. */
export type SignIn = {
  id: string;
  practiceId: string;
  /** The user in the schema auth; for the account area alone. */
  userId: string;
  authMethods: AuthMethod[];
  createdAt: Temporal.Instant;
  /** The last proof of presence (a second factor, a passkey), for step-up. */
  provenAt: Temporal.Instant;
} & ({ kind: 'staff'; staffId: string } | { kind: 'client'; clientId: string });

export type StaffActor = { kind: 'staff'; practiceId: string; staffId: string; roles: StaffRole[] };
export type ClientActor = { kind: 'client'; practiceId: string; clientId: string };
export type PublicActor = { kind: 'public'; practiceId: string };
export type WorkerActor = { kind: 'worker'; practiceId: string };
export type Actor = StaffActor | ClientActor | PublicActor | WorkerActor;

/** What a procedure may know of the practice without asking. */
export type PracticeFacts = {
  id: string;
  slug: string;
  name: string;
  nation: string;
  timeZone: string;
  isDemonstration: boolean;
  /** The practice's own words beside crisis help. */
  crisisText: string | null;
};

/** One HTTP request (a batch shares it), before anybody is identified. */
export type RequestContext = {
  shell: Shell;
  audience: 'staff' | 'client';
  requestId: string;
  headers: IncomingHttpHeaders;
  /** The peer's address, never taken from a header. */
  address: string;
  log: Logger;
  /** Reads the cookie once a request; null when signed out, idle too long or too old. */
  identify: () => Promise<SignIn | null>;
  /** Adds Set-Cookie headers to the answer. */
  setCookies: (cookies: readonly string[]) => void;
};
