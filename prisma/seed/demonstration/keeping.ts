import { dateStamp, dayOf, stamp } from '../calendar.ts';
import type { Stage } from './allocating.ts';
import { byClient, byStaff } from './trail.ts';

type Side = 'practice' | 'insurer' | 'professional-body' | 'law';

/** What this practice set: the longest of several is followed. The last ones gave way to others. */
const rules: readonly {
  kind: 'adult' | 'young' | 'enquiry';
  side: Side;
  months: number;
  source: string;
  ended?: true;
}[] = [
  { kind: 'adult', side: 'practice', months: 84, source: 'Decided by the practice when it opened' },
  { kind: 'adult', side: 'insurer', months: 84, source: 'The terms of our insurance, section 4' },
  { kind: 'adult', side: 'professional-body', months: 36, source: 'What our professional body advises' },
  { kind: 'young', side: 'practice', months: 84, source: 'Decided by the practice when it opened' },
  { kind: 'young', side: 'law', months: 72, source: 'Read with our solicitor' },
  { kind: 'enquiry', side: 'practice', months: 12, source: 'Decided by the practice when it opened' },
  { kind: 'enquiry', side: 'insurer', months: 6, source: 'The terms of our insurance, section 4', ended: true },
  { kind: 'enquiry', side: 'professional-body', months: 6, source: 'What our professional body advised', ended: true },
  { kind: 'enquiry', side: 'law', months: 6, source: 'Read with our solicitor', ended: true },
];

const holds = [
  { key: 'stephen', kind: 'legal-claim', reason: 'A letter from a solicitor asks us to keep everything.' },
  { key: 'gita', kind: 'legal-claim', reason: 'A claim was announced; it came to nothing.', lifted: true },
  { key: 'hazel', kind: 'complaint', reason: 'They wrote to our professional body.' },
  { key: 'stephen', kind: 'complaint', reason: 'They asked how to complain, and did not.', lifted: true },
  { key: 'gita', kind: 'insurance', reason: 'The insurer opened a file.', lifted: true },
  { key: 'roisin', kind: 'insurance', reason: 'The insurer asked us to keep it until the spring.' },
  { key: 'roisin', kind: 'regulator', reason: 'The Commissioner asked about one letter.', lifted: true },
  { key: 'hazel', kind: 'regulator', reason: 'The Commissioner asked about one telephone call.', lifted: true },
  { key: 'gita', kind: 'safeguarding', reason: 'The council asked us to keep what was told to them.' },
  { key: 'stephen', kind: 'safeguarding', reason: 'Spoken about with the council and settled.', lifted: true },
] as const;

const endings = [
  { key: 'stephen', source: 'request', state: 'listed' },
  { key: 'gita', source: 'time', state: 'listed' },
  { key: 'hazel', source: 'time', state: 'kept' },
  { key: 'roisin', source: 'time', state: 'kept' },
  { key: 'lottie', source: 'request', state: 'called-off' },
  { key: 'mags', source: 'request', state: 'called-off' },
] as const;

type Complained = {
  key: string;
  daysAgo: number;
  channel: 'portal' | 'telephone' | 'letter' | 'email' | 'in-person';
  words: string;
  about?: string;
  end?: 'upheld' | 'partly-upheld' | 'not-upheld' | 'withdrawn';
  /** Days after which they were told that it had come. */
  told?: number;
};
const complaints: readonly Complained[] = [
  { key: 'hazel', daysAgo: 24, channel: 'portal', words: 'You rang me at work, though I had asked you not to.' },
  { key: 'joel', daysAgo: 2, channel: 'letter', about: 'carys', words: 'My letter was opened at the desk.' },
  { key: 'callum', daysAgo: 20, channel: 'email', told: 3, words: 'I want to know who read my form.' },
  { key: 'lottie', daysAgo: 12, channel: 'in-person', told: 1, words: 'My name was called out in the waiting room.' },
  {
    key: 'mags',
    daysAgo: 400,
    channel: 'telephone',
    told: 2,
    end: 'upheld',
    words: 'A letter went to my old address.',
  },
  { key: 'roisin', daysAgo: 350, channel: 'portal', told: 5, end: 'upheld', words: 'A mail said too much.' },
  { key: 'gita', daysAgo: 300, channel: 'letter', told: 9, end: 'partly-upheld', words: 'My copy came late.' },
  { key: 'stephen', daysAgo: 280, channel: 'email', told: 4, end: 'partly-upheld', words: 'You kept my old number.' },
  { key: 'hazel', daysAgo: 250, channel: 'in-person', told: 6, end: 'not-upheld', words: 'You told my doctor.' },
  {
    key: 'joel',
    daysAgo: 220,
    channel: 'telephone',
    told: 8,
    end: 'not-upheld',
    words: 'You keep more than you need.',
  },
  { key: 'callum', daysAgo: 150, channel: 'portal', end: 'withdrawn', words: 'My invoice had a wrong name on it.' },
  { key: 'lottie', daysAgo: 100, channel: 'portal', end: 'withdrawn', words: 'I could not see what you keep.' },
];

/** How long this practice keeps records, what is held, what waits for a decision, and complaints about data of two years. */
export function keepRecords(stage: Stage): void {
  setRules(stage);
  holdRecords(stage);
  listRecords(stage);
  for (const [index, one] of complaints.entries()) complain(stage, one, index + 1);
}

const ago = ({ ground }: Stage, days: number) => ground.now.subtract({ hours: 24 * days });
const onDay = ({ house }: Stage, at: Temporal.Instant) =>
  dateStamp(dayOf(at, house.practice.timeZone ?? 'Europe/London'));
function clientOf({ clients }: Stage, key: string) {
  const client = clients[key];
  if (!client) throw new Error(`nobody is called ${key}`);
  return client;
}

function setRules(stage: Stage): void {
  const { ground, house, tell } = stage;
  rules.forEach(({ kind, side, months, source, ended }, index) => {
    const at = ago(stage, ended ? 500 - index : 400 - index);
    const row = ground.add('retentionRule', {
      id: ground.id(at),
      practiceId: house.practice.id,
      kind,
      requiredBy: side,
      monthsAfter: months,
      untilAge: kind === 'young' ? 25 : null,
      untilAgeAt17: kind === 'young' ? 26 : null,
      source,
      reviewedOn: onDay(stage, at),
      setById: house.staff.carys?.id as string,
      setAt: stamp(at),
      endedAt: ended ? stamp(ago(stage, 390)) : null,
    });
    tell('retention.rule-set', byStaff(house, 'carys'), at, { type: 'retention-rule', id: row.id });
  });
}

function holdRecords(stage: Stage): void {
  const { ground, house, tell } = stage;
  holds.forEach((one, index) => {
    const client = clientOf(stage, one.key);
    const by = one.kind === 'safeguarding' ? 'ruth' : 'carys';
    const at = ago(stage, 120 - index);
    const isLifted = 'lifted' in one;
    const row = ground.add('retentionHold', {
      id: ground.id(at),
      practiceId: client.practiceId,
      clientId: client.id,
      kind: one.kind,
      reasonSealed: { clear: one.reason, clientId: client.id },
      reviewOn: onDay(stage, ground.now.add({ hours: 24 * (90 + index) })),
      placedById: house.staff[by]?.id as string,
      placedAt: stamp(at),
      liftedById: isLifted ? (house.staff[by]?.id as string) : null,
      liftedAt: isLifted ? stamp(ago(stage, 30)) : null,
      saveKey: ground.id(at),
    });
    const subject = { type: 'retention-hold', id: row.id, clientId: client.id };
    tell('hold.placed', byStaff(house, by), at, subject);
    if (isLifted) tell('hold.lifted', byStaff(house, by), ago(stage, 30), subject);
  });
}

function listRecords(stage: Stage): void {
  const { ground, house, tell } = stage;
  endings.forEach(({ key, source, state }, index) => {
    const client = clientOf(stage, key);
    const at = ago(stage, 23 - index);
    const row = ground.add('destruction', {
      id: ground.id(at),
      practiceId: client.practiceId,
      clientId: client.id,
      source,
      ruleKind: 'adult',
      ruleWords: source === 'request' ? 'They asked for it' : '7 years after the last contact',
      dueOn: source === 'time' ? onDay(stage, at) : null,
      state,
      listedAt: stamp(at),
      keptById: state === 'kept' ? (house.staff.ruth?.id as string) : null,
      keepUntilOn: state === 'kept' ? onDay(stage, ground.now.add({ hours: 24 * 300 })) : null,
      keepReasonSealed:
        state === 'kept'
          ? { clear: 'They come back from time to time, and asked us to keep it.', clientId: client.id }
          : null,
    });
    const subject = { type: 'destruction', id: row.id, clientId: client.id };
    tell('destruction.listed', byStaff(house, 'carys'), at, subject);
    if (state === 'kept') tell('destruction.kept-longer', byStaff(house, 'ruth'), ago(stage, 10), subject);
    if (state === 'called-off') tell('destruction.called-off', byStaff(house, 'ruth'), ago(stage, 9), subject);
  });
}

function complain(stage: Stage, one: Complained, number: number): void {
  const { ground, house, tell } = stage;
  const client = clientOf(stage, one.key);
  const at = ago(stage, one.daysAgo);
  const later = (days: number) => at.add({ hours: 24 * days });
  const isOpen = one.end === undefined;
  const isAnswered = !isOpen && one.end !== 'withdrawn';
  const handler = one.about === 'carys' ? 'ruth' : 'carys';
  const by = one.channel === 'portal' ? null : 'bethan';
  const row = ground.add('complaint', {
    id: ground.id(at),
    practiceId: client.practiceId,
    number,
    clientId: client.id,
    receivedOn: onDay(stage, at),
    channel: one.channel,
    wordsSealed: { clear: one.words, clientId: client.id },
    aboutId: one.about ? (house.staff[one.about]?.id as string) : null,
    recordedById: by ? (house.staff[by]?.id as string) : null,
    handlerId: house.staff[handler]?.id as string,
    state: isAnswered ? 'answered' : one.end === 'withdrawn' ? 'withdrawn' : one.told ? 'acknowledged' : 'received',
    acknowledgedOn: one.told ? onDay(stage, later(one.told)) : null,
    outcome: isAnswered ? one.end : null,
    closedOn: isOpen ? null : onDay(stage, later(15)),
    saveKey: ground.id(at),
    createdAt: stamp(at),
  });
  const subject = { type: 'complaint', id: row.id };
  tell('complaint.received', by ? byStaff(house, by) : byClient(client), at, subject);
  let seq = 0;
  const step = (kind: string, days: number, words: string | null, staffId: string | null) => {
    seq += 1;
    ground.add('complaintStep', {
      id: ground.id(later(days)),
      practiceId: client.practiceId,
      complaintId: row.id,
      clientId: client.id,
      seq,
      kind,
      wordsSealed: words === null ? null : { clear: words, clientId: client.id },
      staffId,
      saveKey: ground.id(later(days)),
      at: stamp(later(days)),
    });
  };
  const handlerId = house.staff[handler]?.id as string;
  if (number === 5 || number === 6) step('handler-changed', 1, null, handlerId);
  if (one.told) {
    step('acknowledged', one.told, 'Thank you for telling us. We look into it now.', handlerId);
    tell('complaint.acknowledged', byStaff(house, handler), later(one.told), subject);
  }
  if (one.told && one.daysAgo > 250) {
    step('looked-into', 10, 'Read what was sent, and spoke with the desk.', handlerId);
    step('progress-told', 11, 'We have found what happened, and write to you within the week.', handlerId);
  }
  if (isAnswered) {
    step('outcome-told', 15, 'This is what we found, and what we do otherwise from now on.', handlerId);
    tell('complaint.answered', byStaff(house, handler), later(15), subject);
  }
  if (one.end === 'withdrawn') {
    step('withdrawn', 15, null, null);
    tell('complaint.withdrawn', byClient(client), later(15), subject);
  }
}
