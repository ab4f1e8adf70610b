import { z } from 'zod';

/** What an id may name. One word per table that is spoken of outside the database. */
export type IdKind =
  | 'practice'
  | 'staff'
  | 'client'
  | 'enquiry'
  | 'entry'
  | 'offer'
  | 'episode'
  | 'allocation'
  | 'room'
  | 'closure'
  | 'fee-option'
  | 'template'
  | 'template-version'
  | 'agreement'
  | 'pack'
  | 'change'
  | 'record'
  | 'signature'
  | 'series'
  | 'gap'
  | 'session'
  | 'administration'
  | 'plan'
  | 'response'
  | 'alert'
  | 'check-in'
  | 'goal'
  | 'note'
  | 'note-version'
  | 'note-template'
  | 'process-note'
  | 'ledger'
  | 'payer'
  | 'arrangement'
  | 'receipt'
  | 'fee-document'
  | 'job'
  | 'mail'
  | 'merge'
  | 'rights-request'
  | 'access-pack'
  | 'access-item'
  | 'import'
  | 'hold'
  | 'rule'
  | 'destruction'
  | 'certificate'
  | 'complaint'
  | 'away'
  | 'away-session'
  | 'away-time'
  | 'away-message'
  | 'cover'
  | 'will'
  | 'opening';

/** A uuid (version 7 when the database makes it) that remembers what it names, so that a client's id cannot be passed for a session's. */
export type Id<K extends IdKind> = string & { readonly __id?: K };

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Lower-case hyphenated uuid; anything else is refused before it reaches a query. What it names stands in its JSON schema too
 * (`names`), so that a test can fill any input with ids of the right kind.
 */
export function idSchema<K extends IdKind>(kind: K) {
  return z
    .string()
    .regex(pattern, 'not an id')
    .meta({ names: kind })
    .transform((text) => text as Id<K>);
}

export function isId(text: unknown): text is string {
  return typeof text === 'string' && pattern.test(text);
}
