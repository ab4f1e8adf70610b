import { clauseIdSchema } from '@heather/confidentiality';
import { z } from 'zod';

/** What can happen to a consent record. The list is closed and the database knows the same words. */
export const consentEventTypes = [
  'requested',
  'presented',
  'acknowledged',
  'given',
  'declined',
  'item-given',
  'item-declined',
  'item-withdrawn',
  'withdrawn',
  'superseded',
  'lapsed',
  'countersigned',
  'corrected',
] as const;
export type ConsentEventType = (typeof consentEventTypes)[number];

export const consentChannels = ['online', 'paper', 'spoken', 'system'] as const;
export const consentActorKinds = ['client', 'staff', 'system'] as const;

/** One event, appended and never changed. `seq` counts from 1 within its record; `at` is an instant in ISO text. */
export const consentEventSchema = z.strictObject({
  recordId: z.uuid(),
  seq: z.int().min(1),
  type: z.enum(consentEventTypes),
  clauseId: clauseIdSchema.nullable(),
  channel: z.enum(consentChannels),
  actorKind: z.enum(consentActorKinds),
  actorId: z.uuid().nullable(),
  at: z.iso.datetime({ offset: true }),
});
export type ConsentEvent = z.infer<typeof consentEventSchema>;

/** Who does it, and how. Goes into each event that a decision makes. */
export type Doer = Pick<ConsentEvent, 'channel' | 'actorKind' | 'actorId'>;

type Step = { type: ConsentEventType; clauseId?: string };

/** Numbers new events on from the last of a record. */
export function append(
  record: { recordId: string; lastSeq: number },
  steps: Step[],
  by: Doer,
  now: Temporal.Instant,
): ConsentEvent[] {
  return steps.map((step, index) => ({
    recordId: record.recordId,
    seq: record.lastSeq + 1 + index,
    type: step.type,
    clauseId: step.clauseId ?? null,
    channel: by.channel,
    actorKind: by.actorKind,
    actorId: by.actorId,
    at: now.toString(),
  }));
}
