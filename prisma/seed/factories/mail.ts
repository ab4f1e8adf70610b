import { instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

/** A mail in the outbox. `params` are sealed when saved; to a client with the client's key, to staff with the practice's. */
export function makeMail(
  ground: Ground,
  practice: { id: string },
  { params = {}, ...overrides }: Overrides<'outboxMail'> & { params?: Record<string, unknown> },
): Row<'outboxMail'> {
  const createdAt = overrides.createdAt ?? stamp(ground.now);
  const id = overrides.id ?? ground.id(instantFrom(createdAt));
  return ground.add('outboxMail', {
    practiceId: practice.id,
    template: 'agreement-ready',
    payloadSealed: { clear: JSON.stringify(params), clientId: overrides.clientId ?? null },
    messageId: `<${id}@heather.example>`,
    state: 'sent',
    attempts: 1,
    idempotencyKey: `seed-${id}`,
    sentAt: (overrides.state ?? 'sent') === 'sent' ? createdAt : null,
    ...overrides,
    createdAt,
    id,
  });
}
