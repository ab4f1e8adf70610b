import { instantFrom, stamp } from '../calendar.ts';
import { makeMail } from '../factories/mail.ts';
import type { Row } from '../tables.ts';
import type { Stage } from './allocating.ts';
import type { Met } from './planning.ts';

/** What surrounds the work: who read what, mail that left or could not, the glass that was broken twice. */
export function surround(stage: Stage, all: readonly Met[]): void {
  readSome(stage, all);
  breakGlass(stage);
  mailSome(stage);
}

/** Reads of the last days, as the stream keeps them. */
function readSome({ ground, house, clients }: Stage, all: readonly Met[]): void {
  const read = (
    staffKey: string,
    clientKey: string,
    purpose: string,
    subjectType: string,
    hoursAgo: number,
    subjectCount = 1,
  ) => {
    const at = ground.now.subtract({ hours: hoursAgo });
    ground.add('clinicalRead', {
      id: ground.id(at),
      practiceId: house.practice.id,
      staffId: house.staff[staffKey]?.id as string,
      clientId: clients[clientKey]?.id as string,
      subjectType,
      subjectCount,
      purpose,
      at: stamp(at),
    });
  };
  for (const { laid } of all) {
    if (laid.spec.endedWeeksAgo !== undefined || laid.occurrences.length === 0) continue;
    const key = laid.spec.people[0] as string;
    const random = ground.random.fork(`reads/${key}`);
    read(laid.spec.therapist, key, 'care', 'administration', random.int(20, 160), random.int(1, 8));
    if (random.chance(0.5)) read(laid.spec.therapist, key, 'care', 'check-in', random.int(20, 160), random.int(1, 6));
  }
  read('leila', 'callum', 'alert', 'alert', 24 * 40);
  read('ruth', 'stephen', 'alert', 'alert', 24 * 7 * 33);
  read('marta', 'tyrone', 'cover', 'administration', 24 * 40);
  read('marta', 'christine', 'cover', 'goal', 24 * 40);
  read('gwen', 'elis', 'supervision', 'goal', 24 * 6);
  read('gwen', 'amira', 'supervision', 'check-in', 24 * 6);
  read('ruth', 'mags', 'break-glass', 'administration', 24 * 7 * 29);
  read('ruth', 'norman', 'break-glass', 'administration', 24 * 7 * 35);
}

function breakGlass({ ground, house, clients }: Stage): void {
  const reasons = [
    { key: 'mags', weeksAgo: 29, reason: 'Martin has left, and Mags rang to ask what was agreed about her sister.' },
    {
      key: 'norman',
      weeksAgo: 35,
      reason: 'Asked for a letter to his GP after the ending; his therapist was on leave.',
    },
  ];
  for (const { key, weeksAgo, reason } of reasons) {
    const clientId = clients[key]?.id as string;
    const openedAt = ground.now.subtract({ hours: 24 * 7 * weeksAgo, minutes: 20 });
    ground.add('breakGlass', {
      id: ground.id(openedAt),
      practiceId: house.practice.id,
      staffId: house.staff.ruth?.id as string,
      clientId,
      reasonSealed: { clear: reason, clientId },
      openedAt: stamp(openedAt),
      expiresAt: stamp(openedAt.add({ hours: 1 })),
      reviewedAt: stamp(openedAt.add({ hours: 24 * 3 })),
      reviewedById: house.staff.gwen?.id ?? null,
    });
  }
}

/** Mail is history here: nothing waits to leave, so that a new demonstration writes to nobody by itself. */
function mailSome({ ground, house, clients }: Stage): void {
  const url = 'http://127.0.0.1/';
  const post = (key: string, template: string, at: Temporal.Instant, more: Partial<Row<'outboxMail'>> = {}) =>
    makeMail(ground, house.practice, {
      clientId: clients[key]?.id as string,
      template,
      params: { url },
      createdAt: stamp(at),
      ...more,
    });
  for (const link of ground.rows.signingLink) {
    const key = Object.keys(clients).find((one) => clients[one]?.id === link.clientId) as string;
    post(key, link.offerId ? 'offer-ready' : 'things-to-do', instantFrom(link.createdAt as string));
  }
  // The worker seals what both have signed when it first runs; whoever was told long ago that the copy is there is not told again.
  for (const signature of ground.rows.signature) {
    if (signature.role !== 'therapist') continue;
    const key = Object.keys(clients).find((one) => clients[one]?.id === signature.clientId) as string;
    const isOnPaper = signature.method === 'paper';
    post(key, 'copy-ready', instantFrom(signature.signedAt as string), {
      idempotencyKey: `agreement-copy:${signature.packId}`,
      ...(isOnPaper && { state: 'not-safe', attempts: 0, sentAt: null }),
    });
  }
  const ago = (hours: number) => ground.now.subtract({ hours });
  post('wendy', 'session-changed', ago(300), { state: 'not-safe', attempts: 0, sentAt: null });
  post('lottie', 'something-to-read', ago(200), { state: 'not-safe', attempts: 0, sentAt: null });
  post('jasmine', 'session-changed', ago(700), { state: 'dead', attempts: 9, sentAt: null, lastError: 'mailbox-full' });
  post('tyrone', 'something-to-read', ago(900), {
    state: 'dead',
    attempts: 9,
    sentAt: null,
    lastError: 'address-unknown',
  });
}
