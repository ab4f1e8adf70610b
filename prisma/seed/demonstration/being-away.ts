import { instantFrom, instantOf, stamp } from '../calendar.ts';
import { makeMail } from '../factories/mail.ts';
import { makeAbsence } from '../factories/staff.ts';
import type { Row } from '../tables.ts';
import type { Stage } from './allocating.ts';

/** Who was and will be away and who stands in; one therapist who is unwell on her next day, with somebody still to ring; two wills. */
export function beAway(stage: Stage): void {
  keepLeave(stage);
  beUnwell(stage);
  makeWills(stage);
}

/** Leave and days ill that stand in the diary already, with whoever covers them. */
function keepLeave({ ground, house }: Stage): void {
  for (const one of [...ground.rows.absence]) {
    if (!one.staffId) continue;
    const isOver = instantFrom(one.endsAt as string).epochMilliseconds <= ground.now.epochMilliseconds;
    const startedAt = stamp(instantFrom(one.startsAt as string).subtract({ hours: one.kind === 'sick' ? 0 : 24 * 40 }));
    ground.add('timeAway', {
      id: one.id,
      practiceId: house.practice.id,
      staffId: one.staffId,
      kind: one.kind === 'sick' ? 'unwell' : 'leave',
      startsAt: one.startsAt,
      endsAt: one.endsAt,
      state: isOver ? 'over' : 'standing',
      startedById: one.staffId,
      startedAt,
      settledAt: isOver ? one.endsAt : null,
    });
    for (const cover of ground.rows.cover)
      if (cover.therapistId === one.staffId && cover.startsAt === one.startsAt) cover.awayId = one.id;
  }
  const [first, ...others] = ground.rows.cover;
  for (const cover of others)
    Object.assign(cover, {
      reads: 'record',
      grantedById: cover.therapistId,
      grantedAt: cover.startsAt,
    } satisfies Partial<Row<'cover'>>);
  if (first) first.reads = 'frame';
}

/** Niamh's next day with sessions falls away: one has other times held, the others are told; whoever has no mailbox waits to be rung. */
function beUnwell({ ground, house, clients }: Stage): void {
  const niamh = house.staff.niamh as Row<'staffMember'>;
  const ahead = ground.rows.session
    .filter(({ therapistId, status, startsAt }) => {
      const at = instantFrom(startsAt as string).epochMilliseconds;
      return therapistId === niamh.id && status === 'planned' && at > ground.now.epochMilliseconds + 3_600_000;
    })
    .toSorted((a, b) => String(a.startsAt).localeCompare(String(b.startsAt)));
  const [next] = ahead;
  if (!next) return;
  const on = instantFrom(next.startsAt as string)
    .toZonedDateTimeISO(ground.zone)
    .toPlainDate();
  const isToday = on.equals(ground.today);
  const startedAt = stamp(ground.now.subtract({ minutes: 20 }));
  const { practice } = house;
  const startsAt = isToday ? startedAt : stamp(instantOf(on, '00:00', ground.zone));
  const endsAt = stamp(instantOf(on.add({ days: 1 }), '00:00', ground.zone));
  const { id: awayId } = makeAbsence(ground, practice, { staffId: niamh.id, startsAt, endsAt });
  ground.add('timeAway', {
    id: awayId,
    practiceId: practice.id,
    staffId: niamh.id,
    kind: 'unwell',
    startsAt,
    endsAt,
    state: 'standing',
    startedById: niamh.id,
    startedAt,
  });
  const fallen = ahead.filter((session) =>
    instantFrom(session.startsAt as string)
      .toZonedDateTimeISO(ground.zone)
      .toPlainDate()
      .equals(on),
  );
  for (const [at, session] of fallen.entries()) {
    Object.assign(session, {
      status: 'cancelled-by-us',
      feeDuePence: 0,
      statusAt: startedAt,
      statusByKind: 'staff',
      statusById: niamh.id,
      icsSequence: 1,
      version: 2,
    } satisfies Partial<Row<'session'>>);
    ground.rows.occupied = ground.rows.occupied.filter(({ sessionId }) => sessionId !== session.id);
    const awaySession = ground.add('awaySession', {
      id: ground.id(),
      practiceId: practice.id,
      awayId,
      sessionId: session.id,
      statusBefore: 'planned',
      state: at === 0 ? 'offered' : 'told',
    });
    if (at === 0) holdTimes(ground, practice.id, awaySession.id, niamh.id, on);
    for (const { clientId } of ground.rows.sessionParticipant.filter(({ sessionId }) => sessionId === session.id))
      tell({ ground, house, clients }, awayId, clientId as string, startedAt, at);
  }
}

function holdTimes(
  ground: Stage['ground'],
  practiceId: string,
  awaySessionId: string,
  therapistId: string,
  on: Temporal.PlainDate,
): void {
  for (const days of [2, 3]) {
    const from = instantOf(on.add({ days }), '07:00', ground.zone);
    const span = { startsAt: stamp(from), endsAt: stamp(from.add({ minutes: 50 })) };
    const time = ground.add('awayTime', {
      id: ground.id(),
      practiceId,
      awaySessionId,
      therapistId,
      ...span,
      lapsesAt: stamp(from.subtract({ hours: 12 })),
      state: 'held',
    });
    ground.add('occupied', {
      id: ground.id(),
      practiceId,
      kind: 'therapist',
      resourceId: therapistId,
      awayTimeId: time.id,
      ...span,
    });
  }
}

const words = 'Your appointment will not go ahead. We are sorry. There is nothing to pay.';

function tell(
  { ground, house }: Pick<Stage, 'ground' | 'house' | 'clients'>,
  awayId: string,
  clientId: string,
  at: string,
  index: number,
): void {
  if (ground.rows.awayMessage.some((one) => one.clientId === clientId)) return;
  const { practice } = house;
  const contact = ground.rows.safeContact.find((one) => one.clientId === clientId);
  const isMailed = contact?.emailIsSafe === true && index > 0;
  const mail = isMailed
    ? makeMail(ground, practice, {
        clientId,
        template: 'time-off',
        params: { words, url: 'http://127.0.0.1/' },
        createdAt: at,
      })
    : null;
  ground.add('awayMessage', {
    id: ground.id(),
    practiceId: practice.id,
    awayId,
    clientId,
    occasion: 'away',
    route: mail ? 'mail' : contact?.telephoneIsSafe ? 'telephone' : 'none',
    wordsSealed: { clear: words, clientId },
    outboxId: mail?.id ?? null,
    state: mail ? 'mailed' : 'to-tell',
    createdAt: at,
  });
}

/**
 * Tomos, Leila, Niamh and Owen have named whom they trust. Owen's was asked for once, in error, and taken back; since yesterday he cannot be
 * reached, and both have said so.
 */
function makeWills({ ground, house }: Stage): void {
  const id = (key: string) => (house.staff[key] as Row<'staffMember'>).id;
  for (const [key, first, second] of [
    ['tomos', 'ruth', 'niamh'],
    ['leila', 'ruth', 'marta'],
    ['niamh', 'tomos', 'ruth'],
    ['owen', 'ruth', 'marta'],
  ] as const) {
    const at = stamp(ground.now.subtract({ hours: 24 * 120 }));
    const will = ground.add('clinicalWill', {
      id: ground.id(instantFrom(at)),
      practiceId: house.practice.id,
      staffId: id(key),
      firstTrusteeId: id(first),
      secondTrusteeId: id(second),
      instructionsSealed: {
        clear:
          'Ring each person, in the order of their next appointment. Offer somebody of the practice. My sister has the key.',
        clientId: null,
      },
      madeAt: at,
      confirmedAt: at,
    });
    if (key !== 'owen') continue;
    const asked = ground.now.subtract({ hours: 24 * 90 });
    ground.add('willOpening', {
      id: ground.id(asked),
      practiceId: house.practice.id,
      willId: will.id,
      reason: 'unreachable',
      state: 'withdrawn',
      askedById: id('marta'),
      askedAt: stamp(asked),
      lapsesAt: stamp(asked.add({ hours: 24 })),
      endedById: id('marta'),
      endedAt: stamp(asked.add({ minutes: 40 })),
    });
    const again = ground.now.subtract({ hours: 26 });
    const opened = again.add({ hours: 2 });
    ground.add('willOpening', {
      id: ground.id(again),
      practiceId: house.practice.id,
      willId: will.id,
      reason: 'unreachable',
      state: 'open',
      askedById: id('marta'),
      askedAt: stamp(again),
      lapsesAt: stamp(again.add({ hours: 24 })),
      secondById: id('ruth'),
      openedAt: stamp(opened),
      closesAt: stamp(opened.add({ hours: 24 * 14 })),
    });
  }
}
