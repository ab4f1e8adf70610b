import { stamp } from '../calendar.ts';
import { makeRightsRequest, type RightsStepMade } from '../factories/rights.ts';
import type { Stage } from './allocating.ts';
import { byClient, byStaff } from './trail.ts';

type Asked = {
  key: string;
  kind: 'access' | 'correction' | 'erasure' | 'restriction' | 'objection';
  daysAgo: number;
  /** Who took it down; the client themselves in the portal when left out. */
  by?: { staff: string; channel: 'telephone' | 'letter' | 'email' | 'in-person' };
  words?: string;
  steps?: (RightsStepMade & { isClients?: true })[];
};

const step = (kind: string, daysAfter: number, more: Partial<RightsStepMade> = {}) => ({ kind, daysAfter, ...more });
const clarified = [
  step('clarification-asked', 3, { words: 'Do you mean your sessions with Leila alone, or everything?' }),
  { ...step('clarification-given', 9, { words: 'Only those with Leila, please.' }), isClients: true as const },
];
const known = [step('identity-asked', 1), step('identity-confirmed', 4)];
const longer = step('extended', 20, {
  ground: 'complex',
  words: 'Your record is long, and two therapists have to read it. We need until the date above.',
});

/** What people here asked about the record of them in the last two years, open and answered. */
const asked: readonly Asked[] = [
  { key: 'amira', kind: 'access', daysAgo: 6, words: 'I would like to read all that is written about me.' },
  {
    key: 'mags',
    kind: 'access',
    daysAgo: 25,
    by: { staff: 'bethan', channel: 'telephone' },
    steps: [...known, ...clarified],
  },
  { key: 'callum', kind: 'access', daysAgo: 27, steps: [...known, longer] },
  {
    key: 'stephen',
    kind: 'access',
    daysAgo: 300,
    by: { staff: 'carys', channel: 'letter' },
    steps: [...clarified, longer, step('answered', 60)],
  },
  { key: 'joel', kind: 'correction', daysAgo: 3, words: 'The note says that I moved here in May. It was March.' },
  {
    key: 'gita',
    kind: 'correction',
    daysAgo: 200,
    by: { staff: 'bethan', channel: 'email' },
    steps: [step('answered', 4)],
  },
  {
    key: 'hazel',
    kind: 'correction',
    daysAgo: 90,
    steps: [
      step('refused', 12, {
        ground: 'not-wrong',
        words: 'This is what was said in the session of that day. Your own account now stands beside it.',
      }),
    ],
  },
  { key: 'norman', kind: 'erasure', daysAgo: 12, by: { staff: 'ruth', channel: 'letter' } },
  {
    key: 'iris',
    kind: 'erasure',
    daysAgo: 80,
    steps: [
      step('refused', 9, {
        ground: 'law-keeps-it',
        words: 'The course ended last year, and our insurer asks us to keep its record for seven years.',
      }),
    ],
  },
  {
    key: 'ewa',
    kind: 'erasure',
    daysAgo: 150,
    by: { staff: 'bethan', channel: 'telephone' },
    steps: [
      step('refused', 20, {
        ground: 'law-keeps-it',
        words: 'Your course is still open. Ask us again once it has ended.',
      }),
    ],
  },
  {
    key: 'deborah',
    kind: 'restriction',
    daysAgo: 60,
    by: { staff: 'marta', channel: 'in-person' },
    steps: [{ ...step('withdrawn', 5), isClients: true }],
  },
  {
    key: 'tyrone',
    kind: 'restriction',
    daysAgo: 70,
    by: { staff: 'bethan', channel: 'email' },
    steps: [
      step('refused', 11, {
        ground: 'identity-not-shown',
        words: 'We could not be sure that the letter came from you. Write to us again from your own address.',
      }),
    ],
  },
  {
    key: 'lottie',
    kind: 'objection',
    daysAgo: 40,
    by: { staff: 'leila', channel: 'in-person' },
    steps: [{ ...step('withdrawn', 2), isClients: true }],
  },
  {
    key: 'roisin',
    kind: 'objection',
    daysAgo: 110,
    steps: [
      step('refused', 15, {
        ground: 'unfounded',
        words: 'We do not send advertisements, and nobody here has a list to take you from.',
      }),
    ],
  },
];

export function askAboutRecords({ ground, house, clients, tell }: Stage): void {
  for (const { key, by, steps = [], ...what } of asked) {
    const client = clients[key];
    if (!client) throw new Error(`nobody is called ${key}`);
    const { request, steps: made } = makeRightsRequest(ground, client, {
      ...what,
      channel: by?.channel ?? 'portal',
      recordedById: by ? (house.staff[by.staff]?.id as string) : null,
      steps: steps.map(({ isClients, ...each }) => ({
        ...each,
        staffId: isClients ? null : (house.staff.ruth?.id as string),
      })),
    });
    const subject = { type: 'rights-request', id: request.id, clientId: client.id };
    tell('rights.asked', by ? byStaff(house, by.staff) : byClient(client), request.createdAt as string, subject);
    if (key === 'amira') beginReading({ ground, house, clients, tell }, request);
    made.forEach((one, index) => {
      const actor = steps[index]?.isClients ? byClient(client) : byStaff(house, 'ruth');
      tell(`rights.${one.kind}` as 'rights.answered', actor, one.at as string, subject);
    });
  }
}

/**
 * Amira's therapist was asked an hour ago to read her record for it. Two of her notes lie there as the machine gathers them; the worker
 * of a new demonstration gathers the rest.
 */
function beginReading({ ground, house, clients, tell }: Stage, request: { id: string }): void {
  const client = clients.amira as { id: string; practiceId: string };
  const begunAt = ground.now.subtract({ hours: 1 });
  const common = { practiceId: client.practiceId, clientId: client.id, reviewerId: house.staff.tomos?.id as string };
  const pack = ground.add('accessPack', {
    ...common,
    id: ground.id(begunAt),
    requestId: request.id,
    state: 'gathering',
    begunById: house.staff.carys?.id as string,
    begunAt: stamp(begunAt),
  });
  tell('rights.copy-begun', byStaff(house, 'carys'), begunAt, {
    type: 'access-pack',
    id: pack.id,
    clientId: client.id,
  });
  const notes = ground.rows.noteEntry.filter(({ clientId }) => clientId === client.id).slice(0, 2);
  notes.forEach(({ id, kind, writtenAt, wordsSealed }, index) => {
    const values = { id, client_id: client.id, kind, words: wordsSealed.clear, written_at: String(writtenAt) };
    ground.add('accessItem', {
      ...common,
      id: ground.id(begunAt),
      packId: pack.id,
      ordinal: 30_000_000 + index,
      tableName: 'note_entry',
      rowId: id,
      contentSealed: { clear: JSON.stringify({ table: 'note_entry', rows: [{ id, values }] }), clientId: client.id },
      decision: 'waiting',
    });
  });
}
