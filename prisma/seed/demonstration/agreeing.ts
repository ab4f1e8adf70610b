import type { WorkingAgreementInput } from '@heather/confidentiality';
import { stamp } from '../calendar.ts';
import type { Pack } from '../factories/agreements.ts';
import { changeClause, countersignPack, endPack, presentPack, talkFirst } from '../factories/signing.ts';
import type { Row } from '../tables.ts';
import type { Stage } from './allocating.ts';
import type { LaidCourse } from './layout.ts';
import { draft, type Enrolled, hours, type Sending, send, sign, type Versions } from './sending.ts';
import { byStaff, bySystem } from './trail.ts';
import { talks } from './words.ts';

/** The agreements of one course, each version in its turn. @returns the one that holds, if any does */
export function agree(stage: Stage, laid: LaidCourse, course: Enrolled): Row<'workingAgreement'> | null {
  const { ground } = stage;
  const { spec } = laid;
  const story = spec.story ?? 'agreed';
  const sentAt = course.path.acceptedAt.add(hours(48));
  const first: Sending = { stage, laid, course, therapistKey: spec.before?.therapist ?? spec.therapist };
  const end = spec.endedWeeksAgo !== undefined ? (course.episode.endedAt as string) : null;
  switch (story) {
    case 'sent':
    case 'talking':
    case 'client-signed':
    case 'draft':
      return proposed(first, story);
    case 'declined': {
      const version = send(first, 1, sentAt);
      const declinedAt = sentAt.add(hours(50));
      for (const pack of version.packs) {
        presentPack(ground, pack, declinedAt.subtract({ minutes: 12 }));
        endPack(ground, pack, 'declined', declinedAt);
      }
      version.agreement.state = 'declined';
      return null;
    }
    case 'expired-first':
    case 'cancelled-first':
    case 'reworded-before-signing': {
      const before = send(first, 1, sentAt);
      const expired = story === 'expired-first';
      const endedAt = sentAt.add(hours(expired ? 24 * 14 : 26));
      const ending = expired ? 'expired' : story === 'cancelled-first' ? 'cancelled' : 'superseded';
      for (const pack of before.packs) {
        endPack(ground, pack, ending, endedAt);
        const actor = expired || ending === 'superseded' ? bySystem : byStaff(stage.house, first.therapistKey);
        stage.tell(`agreement.${ending}`, actor, endedAt, {
          type: 'pack',
          id: pack.pack.id,
          clientId: pack.pack.clientId,
          changes: ['state'],
        });
      }
      before.agreement.state = ending === 'superseded' ? 'superseded' : 'closed';
      return agreed(first, 2, endedAt.add(hours(2)), before.agreement, end);
    }
    case 'renewed': {
      const shorter = spec.count ? { frame: { plannedSessions: 12 } } : {};
      const before = agreed({ ...first, ...shorter }, 1, sentAt, null, null);
      const at = spec.before
        ? ground.now.subtract(hours(24 * 7 * spec.before.untilWeeksAgo - 40))
        : ground.now.subtract(hours(24 * 25));
      return agreed({ ...first, therapistKey: spec.therapist }, 2, at, before, end);
    }
    default: {
      const holds = agreed(first, 1, sentAt, null, end);
      if (spec.before)
        return agreed(
          { ...first, therapistKey: spec.therapist },
          2,
          atHandover(stage, laid),
          supersede(stage, holds, atHandover(stage, laid)),
          end,
        );
      if (story !== 'agreed') next(first, story, holds);
      return holds;
    }
  }
}

const atHandover = ({ ground }: Stage, { spec }: LaidCourse) =>
  ground.now.subtract(hours(24 * 7 * (spec.before?.untilWeeksAgo ?? 0) - 40));

/** The wording that is to come for a course that already has one. */
function next(
  sending: Sending,
  story: 'new-fee-sent' | 'new-place-talking' | 'next-in-draft' | string,
  holds: Row<'workingAgreement'>,
): void {
  const { ground } = sending.stage;
  if (story === 'next-in-draft') {
    draft({ ...sending, frame: { plannedSessions: 16 } }, 2, ground.now.subtract(hours(20)), holds);
    return;
  }
  const frame: Partial<WorkingAgreementInput> =
    story === 'new-fee-sent'
      ? { feePence: 6000 }
      : { contactBetweenSessions: { ways: ['portal-message', 'telephone'], answerWithinWorkingDays: 2 } };
  const sentAt = ground.now.subtract(hours(story === 'new-fee-sent' ? 24 * 5 : 24 * 9 + 3));
  const version = send({ ...sending, frame }, 2, sentAt, holds);
  if (story !== 'new-place-talking') return;
  for (const pack of version.packs) talk(sending, pack, 1, sentAt.add(hours(30)));
}

function proposed(sending: Sending, story: 'sent' | 'talking' | 'client-signed' | 'draft'): null {
  const { ground } = sending.stage;
  const sentAt = ground.now.subtract(hours(24 * 3 - 4));
  if (story === 'draft') {
    draft(sending, 1, ground.now.subtract(hours(6)));
    return null;
  }
  const { packs } = send(sending, 1, sentAt);
  for (const pack of packs) {
    if (story === 'talking') talk(sending, pack, 0, sentAt.add(hours(21)));
    if (story === 'client-signed') sign(sending, pack, sentAt.add(hours(29)));
  }
  return null;
}

function talk({ stage, therapistKey }: Sending, pack: Pack, index: number, at: Temporal.Instant): void {
  const { words, clauseId } = talks[index % talks.length] as (typeof talks)[number];
  const known = pack.wordings.agreement.version.clauses.some((clause) => clause.clauseId === clauseId);
  presentPack(stage.ground, pack, at.subtract({ minutes: 7 }));
  talkFirst(stage.ground, pack, {
    words,
    at,
    ...(known ? { clauseId } : {}),
    ...(index === 1
      ? { answeredAt: at.add(hours(20)), answeredById: stage.house.staff[therapistKey]?.id as string }
      : {}),
  });
  const proposedById = stage.house.staff[therapistKey]?.id as string;
  changeClause(stage.ground, pack, { ...otherWords.ending, proposedById, at: at.add(hours(20)) });
  changeClause(stage.ground, pack, {
    ...otherWords.supervision,
    proposedById,
    at: at.add(hours(20)),
    agreedAt: at.add(hours(22)),
  });
}

/** Lines worded otherwise for one agreement, as two people came to them by talking. */
const otherWords = {
  ending: {
    clauseId: 'ending',
    words: {
      summary: 'You can stop at any time, and we meet once more if you like',
      text: 'You can pause or stop at any time. You need not say why. If you write that you stop, I keep your place for one more week, so that we can say goodbye.',
    },
  },
  supervision: {
    clauseId: 'supervision',
    words: {
      summary: 'I talk it over, without your name or your town',
      text: 'I talk about my work with someone I trust to help me do it well. This is called supervision. Your name is not used, nor the town that you come from.',
    },
  },
};

function agreed(
  sending: Sending,
  number: number,
  sentAt: Temporal.Instant,
  before: Row<'workingAgreement'> | null,
  end: string | null,
): Row<'workingAgreement'> {
  const { stage, therapistKey } = sending;
  const version = send(sending, number, sentAt, before);
  const agreedAt = sentAt.add(hours(46));
  const member = stage.house.staff[therapistKey] as Row<'staffMember'>;
  for (const pack of version.packs) {
    const onPaper = pack.pack.channel === 'paper';
    const signedAt = sentAt.add(hours(stage.ground.random.fork(pack.pack.id).int(3, 40)));
    sign(sending, pack, signedAt);
    countersignPack(stage.ground, pack, {
      at: agreedAt,
      nameTyped: member.fullName,
      staffId: member.id,
      method: onPaper ? 'paper' : 'typed',
    });
    stage.tell('agreement.countersigned', byStaff(stage.house, therapistKey), agreedAt, {
      type: 'pack',
      id: pack.pack.id,
      clientId: pack.pack.clientId,
    });
  }
  version.agreement.agreedAt = stamp(agreedAt);
  version.agreement.state = end ? 'closed' : 'agreed';
  live.set(version.agreement, version);
  if (before?.state === 'agreed') supersede(stage, before, agreedAt);
  return version.agreement;
}

const live = new WeakMap<object, Versions>();

/** A signed version gives way to the next: its packs are superseded, what the client said to the optional consents was asked again. */
function supersede(stage: Stage, agreement: Row<'workingAgreement'>, at: Temporal.Instant): Row<'workingAgreement'> {
  if (agreement.state === 'superseded') return agreement;
  for (const pack of live.get(agreement)?.packs ?? []) {
    endPack(stage.ground, pack, 'superseded', at);
    stage.tell('agreement.superseded', bySystem, at, {
      type: 'pack',
      id: pack.pack.id,
      clientId: pack.pack.clientId,
      changes: ['state'],
    });
  }
  agreement.state = 'superseded';
  return agreement;
}
