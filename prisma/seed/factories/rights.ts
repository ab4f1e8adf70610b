import { dateStamp, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

export type RightsStepMade = {
  kind: string;
  daysAfter: number;
  ground?: string;
  words?: string;
  staffId?: string | null;
};

const closing = ['answered', 'refused', 'withdrawn'];

/** What a client asked about their record, so many days ago, with the steps that followed. */
export function makeRightsRequest(
  ground: Ground,
  client: { id: string; practiceId: string },
  asked: {
    kind: string;
    daysAgo: number;
    words?: string;
    steps?: readonly RightsStepMade[];
  } & Overrides<'rightsRequest'>,
): { request: Row<'rightsRequest'>; steps: Row<'rightsStep'>[] } {
  const { kind, daysAgo, words, steps = [], ...overrides } = asked;
  const at = ground.now.subtract({ hours: 24 * daysAgo });
  const receivedOn = at.toZonedDateTimeISO('Europe/London').toPlainDate();
  const clear = (text: string) => ({ clear: text, clientId: client.id });
  const last = steps.at(-1);
  const isClosed = last !== undefined && closing.includes(last.kind);
  const request = ground.add('rightsRequest', {
    practiceId: client.practiceId,
    clientId: client.id,
    kind,
    channel: 'portal',
    receivedOn: dateStamp(receivedOn),
    wordsSealed: words === undefined ? null : clear(words),
    state: isClosed ? last.kind : 'open',
    closedAt: isClosed ? stamp(at.add({ hours: 24 * last.daysAfter })) : null,
    saveKey: ground.id(at),
    createdAt: stamp(at),
    ...overrides,
    id: overrides.id ?? ground.id(at),
  });
  const made = steps.map((step, index) =>
    ground.add('rightsStep', {
      id: ground.id(at.add({ hours: 24 * step.daysAfter })),
      practiceId: client.practiceId,
      requestId: request.id,
      clientId: client.id,
      seq: index + 1,
      kind: step.kind,
      happenedOn: dateStamp(receivedOn.add({ days: step.daysAfter })),
      ground: step.ground ?? null,
      wordsSealed: step.words === undefined ? null : clear(step.words),
      staffId: step.staffId ?? null,
      at: stamp(at.add({ hours: 24 * step.daysAfter })),
    }),
  );
  return { request, steps: made };
}
