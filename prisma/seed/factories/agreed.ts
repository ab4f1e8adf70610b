import type { WorkingAgreementInput } from '@heather/confidentiality';
import { instantFrom, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';
import { makeAgreement, makePack, type Pack, type Wordings } from './agreements.ts';
import { type Course, makeEpisode } from './allocation.ts';
import { makeSeries, makeSeriesSessions } from './scheduling.ts';
import { countersignPack, presentPack, signPack } from './signing.ts';
import type { Therapist } from './staff.ts';

export type AgreedCourse = Course & {
  agreement: Row<'workingAgreement'>;
  packs: Pack[];
  series: Row<'series'>;
  sessions: Row<'session'>[];
};

/** An open course with an agreement that everybody signed, its weekly series, and the sessions of the coming `weeks`. */
export function makeAgreedEpisode(
  ground: Ground,
  {
    therapist,
    clients,
    wordings,
    startsLocal = `${ground.monday.add({ weeks: 1 }).toString()}T10:00`,
    weeks = 12,
    room,
    frame = {},
    episode = {},
    series = {},
  }: {
    therapist: Therapist;
    clients: readonly Row<'client'>[];
    wordings: Wordings;
    /** First session, "YYYY-MM-DDTHH:MM" on the practice's clock. */
    startsLocal?: string;
    weeks?: number;
    room?: Row<'room'>;
    frame?: Partial<WorkingAgreementInput>;
    episode?: Overrides<'episode'>;
    series?: Overrides<'series'>;
  },
): AgreedCourse {
  const start = Temporal.PlainDateTime.from(startsLocal);
  const firstAt = start.toZonedDateTime(ground.zone).toInstant();
  const agreedAt = Temporal.Instant.compare(firstAt, ground.now) > 0 ? ground.now : firstAt.subtract({ hours: 72 });
  const sentAt = agreedAt.subtract({ hours: 48 });
  const course = makeEpisode(ground, { therapist, clients, openedAt: stamp(sentAt), ...episode });
  const { agreement, frame: whole } = makeAgreement(ground, course.episode, therapist, wordings, {
    state: 'agreed',
    createdAt: stamp(sentAt),
    agreedAt: stamp(agreedAt),
    frame: {
      parties: {
        client: { name: clients.map((client) => `${client.firstName} ${client.lastName}`).join(' and ') },
        therapist: {
          name: therapist.staff.fullName.split(' ')[0] as string,
          registration: { body: therapist.profile.registrationBody, number: therapist.profile.registrationNumber },
        },
        practice: { name: 'Fern Row' },
      },
      day: start.dayOfWeek,
      time: startsLocal.slice(11),
      zone: ground.zone,
      feePence: therapist.profile.feePence,
      ...(room
        ? { place: { kind: 'room' as const, name: room.name, address: room.site } }
        : { place: { kind: 'online' as const, joinOpensMinutes: 15 } }),
      ...frame,
    },
  });
  const packs = clients.map((client) => {
    const pack = makePack(ground, {
      agreement,
      frame: whole,
      client,
      wordings,
      requestedById: therapist.id,
      sentAt: stamp(sentAt),
    });
    const name = `${client.firstName} ${client.lastName}`;
    presentPack(ground, pack, sentAt.add({ hours: 5 }));
    signPack(ground, pack, { at: sentAt.add({ hours: 5, minutes: 6 }), nameTyped: name });
    countersignPack(ground, pack, { at: agreedAt, nameTyped: therapist.staff.fullName, staffId: therapist.id });
    return pack;
  });
  const row = makeSeries(ground, course.episode, therapist, {
    startsLocal,
    roomId: room?.id ?? null,
    placeKind: room ? 'room' : 'online',
    joinLink: room ? null : (therapist.profile.joinLink ?? null),
    feePence: whole.feePence,
    workingAgreementId: agreement.id,
    createdAt: stamp(agreedAt),
    ...series,
  });
  const to = [firstAt, ground.now]
    .reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b))
    .add({ hours: 24 * 7 * weeks });
  const sessions = makeSeriesSessions(ground, row, clients, { from: firstAt, to }).map((session) => {
    if (Temporal.Instant.compare(instantFrom(session.endsAt), ground.now) <= 0) session.status = 'attended';
    return session;
  });
  return { ...course, agreement, packs, series: row, sessions };
}
