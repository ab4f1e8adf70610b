import {
  canonicalJson,
  type Decision,
  decided,
  lineSchema,
  localTimeSchema,
  penceSchema,
  refused,
  sha256Hex,
  textSchema,
} from '@heather/core';
import { z } from 'zod';
import { clauseIdSchema, nationSchema } from './clause.ts';
import { defaultLimits, limitsOf, type TemplateVersion } from './template.ts';

/** Zones that were found to be known: asking the runtime costs more than all the rest of a frame, and there are only so many. */
const knownZones = new Set<string>();

function isKnownZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
  } catch {
    return false;
  }
  // Zones are known in any case of letters: without an end somebody could fill the memory with them.
  if (knownZones.size < 1000) knownZones.add(zone);
  return true;
}

/** A zone that the runtime knows by name. Offsets are refused: they do not follow the clock change. */
export const zoneSchema = z
  .string()
  .max(60)
  .regex(/^[A-Z][A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/, 'is not a time zone')
  .refine(isKnownZone, 'is not a time zone');

/** Who decides why and how data is used. A self-employed therapist may be one beside the practice. */
export const controllerSchema = z.strictObject({
  name: lineSchema(120, 1),
  role: z.enum(['practice', 'therapist']),
  address: lineSchema(240, 1),
  contact: lineSchema(160, 1),
  /** Number in the register of the Information Commissioner. */
  registrationNumber: lineSchema(40).optional(),
});

/** What becomes of the record when a therapist leaves: it stays, it goes with them, or the client says which. */
export const recordKeepers = ['practice', 'therapist', 'client-chooses'] as const;

export const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('room'),
    name: lineSchema(80, 1),
    address: lineSchema(240, 1),
    access: lineSchema(160).optional(),
  }),
  z.strictObject({ kind: z.literal('online'), joinOpensMinutes: z.int().min(0).max(60).default(15) }),
  z.strictObject({ kind: z.literal('telephone'), whoRings: z.enum(['therapist', 'client']) }),
]);

export const paymentTermsSchema = z.strictObject({
  due: z.discriminatedUnion('when', [
    z.strictObject({ when: z.literal('before') }),
    z.strictObject({ when: z.literal('at-session') }),
    z.strictObject({ when: z.literal('within-days'), days: z.int().min(1).max(60) }),
  ]),
  methods: z.array(z.enum(['card', 'bank-transfer', 'cash', 'direct-debit'])).min(1),
  /** Weeks of warning before a fee goes up. */
  riseNoticeWeeks: z.int().min(0).max(52).default(8),
});

export const contactTermsSchema = z.strictObject({
  ways: z.array(z.enum(['portal-message', 'email', 'telephone', 'text'])),
  answerWithinWorkingDays: z.int().min(1).max(20),
});

export const howWeWorkSchema = z.strictObject({ pace: textSchema(400), whenStuck: textSchema(400) });
export type HowWeWork = z.infer<typeof howWeWorkSchema>;
export const nothingSaid: HowWeWork = { pace: '', whenStuck: '' };

const personSchema = z.strictObject({ name: lineSchema(120, 1), contact: lineSchema(200) });

/** The working agreement as data. It drives the standing slot, the fee line and the cancellation window. */
export const workingAgreementSchema = z.strictObject({
  schemaVersion: z.literal(1).default(1),
  parties: z.strictObject({
    client: z.strictObject({ name: lineSchema(120, 1) }),
    therapist: z.strictObject({
      name: lineSchema(120, 1),
      registration: z.strictObject({ body: lineSchema(120, 1), number: lineSchema(40, 1) }).optional(),
    }),
    practice: z.strictObject({ name: lineSchema(120, 1) }),
  }),
  controllers: z.array(controllerSchema).min(1).max(4),
  /** Who keeps the client's record when the therapist leaves. Agreements from before this was asked do not say. */
  recordsAfter: z.enum(recordKeepers).optional(),
  nation: nationSchema,
  /** ISO: 1 is Monday. */
  day: z.int().min(1).max(7),
  time: localTimeSchema,
  zone: zoneSchema,
  everyWeeks: z.int().min(1).max(8),
  lengthMinutes: z.int().min(10).max(240),
  place: placeSchema,
  feePence: penceSchema,
  currency: z.string().regex(/^[A-Z]{3}$/),
  paymentTerms: paymentTermsSchema,
  cancellationWindowHours: z.int().min(0).max(336),
  contactBetweenSessions: contactTermsSchema,
  /** Clause ids of the limits of confidentiality that hold here. */
  limits: z.array(clauseIdSchema).max(40),
  supervision: z.strictObject({ form: z.enum(['one-to-one', 'group', 'both']) }),
  notes: z.strictObject({ retentionYears: z.int().min(1).max(30) }),
  reviewEverySessions: z.int().min(1).max(52),
  plannedSessions: z.int().min(1).max(400).optional(),
  howWeWork: howWeWorkSchema,
  gp: personSchema.optional(),
  emergencyContact: personSchema.extend({ relation: lineSchema(60).optional() }).optional(),
});
export type WorkingAgreement = z.infer<typeof workingAgreementSchema>;
export type WorkingAgreementInput = z.input<typeof workingAgreementSchema>;

/** What is kept of a frame in clear: how we work is the two people's own and is kept apart, sealed. */
export const signedFrameSchema = workingAgreementSchema.omit({ howWeWork: true, gp: true, emergencyContact: true });
export type SignedFrame = z.infer<typeof signedFrameSchema>;

/** The part of the frame that a signature binds. */
export function signedFrame(frame: SignedFrame & Partial<WorkingAgreement>): SignedFrame {
  const { howWeWork: _how, gp: _gp, emergencyContact: _contact, ...signed } = frame;
  return signed;
}

/** SHA-256, 64 hex digits, of the signed part. */
export const frameHash = (frame: SignedFrame & Partial<WorkingAgreement>): string =>
  sha256Hex(canonicalJson(signedFrame(frame)));

/** Whether this frame can be put to a client in these words: same nation, every limit known, none that binds everyone left out. */
export function checkFrame(version: TemplateVersion, frame: WorkingAgreement): Decision<WorkingAgreement> {
  if (version.nation !== frame.nation) return refused('agreement/wrong-nation');
  const known = new Set(limitsOf(version).map((limit) => limit.clauseId));
  const unknown = frame.limits.filter((clauseId) => !known.has(clauseId));
  const missing = defaultLimits(version).filter((clauseId) => !frame.limits.includes(clauseId));
  if (unknown.length > 0 || missing.length > 0) return refused('agreement/limits-do-not-match', { unknown, missing });
  return decided(frame);
}
