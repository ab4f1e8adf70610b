import { z } from 'zod';
import { auditEventTypes } from './event-types.ts';

export const actorTypes = ['staff', 'client', 'public', 'worker'] as const;
export const authMethods = [
  'password',
  'totp',
  'recovery-code',
  'passkey',
  'mail-code',
  'spoken-code',
  'demonstration',
] as const;
export type AuthMethod = (typeof authMethods)[number];

/** A column's or field's name; a value cannot look like one for long (no spaces, at most 60 characters). */
const fieldName = z.string().regex(/^[a-z][A-Za-z0-9_.-]{0,59}$/, 'not a field name');

/**
 * One thing that happened. Ids and field names only: an event outlives the person it is about, so nothing personal and nothing
 * clinical may stand in it. `occurredAt` is an ISO instant in UTC.
 */
export const auditEventSchema = z.strictObject({
  id: z.string(),
  practiceId: z.string(),
  occurredAt: z.iso.datetime(),
  type: z.enum(auditEventTypes),
  outcome: z.enum(['success', 'denied', 'error']),
  actorType: z.enum(actorTypes),
  actorId: z.string().nullable(),
  actorRole: z.string().nullable(),
  clientId: z.string().nullable(),
  subjectType: z.string().nullable(),
  subjectId: z.string().nullable(),
  changes: z.array(fieldName).max(60),
  requestId: z.string().nullable(),
  authMethods: z.array(z.enum(authMethods)),
  /** 64 hex digits over something kept elsewhere (a batch of reads), so that it cannot change unseen either. */
  commitment: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** Where an event stands in the chain: `seq` counts from 1 without gaps, `prevHash` is the hash before it. */
export type Chained<T> = T & { seq: number; prevHash: string; hash: string };
