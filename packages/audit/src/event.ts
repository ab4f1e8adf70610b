import { z } from 'zod';
import { auditEventTypes } from './event-types.ts';

export const actorKinds = ['staff', 'client', 'system', 'anonymous'] as const;
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

/** Counts, ids, dates, states, hashes: a token without white space. Sentences have no place here. */
const fact = z.union([z.number(), z.boolean(), z.null(), z.string().regex(/^[\w:.+-]{0,120}$/, 'not a plain fact')]);

/**
 * One thing that happened. Ids and field names only: an event outlives the person it is about, so nothing personal and nothing
 * clinical may stand in it. `occurredAt` is an ISO instant in UTC, in milliseconds.
 */
export const auditEventSchema = z.strictObject({
  id: z.uuid(),
  practiceId: z.uuid(),
  occurredAt: z.iso.datetime({ precision: 3 }),
  type: z.enum(auditEventTypes),
  outcome: z.enum(['success', 'denied', 'error']),
  actorKind: z.enum(actorKinds),
  actorId: z.string().nullable(),
  actorRoles: z.array(fieldName),
  clientId: z.string().nullable(),
  subjectType: fieldName,
  subjectId: z.string(),
  changes: z.array(fieldName).max(60),
  facts: z.record(fieldName, fact),
  requestId: z.string().nullable(),
  authMethods: z.array(z.enum(authMethods)),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** Where an event stands in the chain: `seq` counts from 1 without gaps, `prevHash` is the hash before it. */
export type Chained<T> = T & { seq: number; prevHash: string; hash: string };
