import { type Nation, ownDocument } from '@heather/confidentiality';
import { dateStamp, instantOf, stamp } from '../calendar.ts';
import { addVersion, publishWordings, type Wordings } from '../factories/agreements.ts';
import { makePractice, makeRoom } from '../factories/practice.ts';
import {
  addHours,
  makeAbsence,
  makeCover,
  makeLadder,
  makeStaff,
  makeSupervision,
  makeTherapist,
  type Therapist,
  type WeekHours,
} from '../factories/staff.ts';
import type { Ground } from '../ground.ts';
import type { Row } from '../tables.ts';
import { cast, roomCast } from './cast.ts';
import { todayHours } from './today.ts';

/** The practice itself: who works there, where, when, and in which words it makes agreements. */
export type House = {
  practice: Row<'practice'>;
  staff: Record<string, Row<'staffMember'>>;
  therapists: Record<string, Therapist & { hours: readonly WeekHours[] }>;
  rooms: Record<string, Row<'room'>>;
  wordings: Record<Nation, Wordings>;
  /** Leave in days of the calendar, first and last, by therapist. */
  leave: Record<string, { from: Temporal.PlainDate; to: Temporal.PlainDate }[]>;
  closures: Temporal.PlainDate[];
};

export const slug = 'fern-row';

export function makeHouse(ground: Ground): House {
  const practice = makePractice(ground, {
    slug,
    name: 'Fern Row',
    controllerName: 'Fern Row Counselling CIC',
    controllerAddress: '4 Fern Row, Leeds LS6 2EX',
    icoNumber: 'ZB000000',
    telephone: '0113 496 0140',
    mailFrom: 'appointments@fernrow.example',
    bornAsDemonstrationAt: stamp(ground.now),
  });
  const { staff, therapists } = makePeople(ground, practice);
  const rooms = Object.fromEntries(
    roomCast.map(({ key, ...room }) => {
      const row = makeRoom(ground, practice, { ...room, features: [...room.features], site: 'Fern Row' });
      const open = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '06:00', until: '23:00' }));
      addHours(ground, practice.id, { roomId: row.id }, open);
      return [key, row];
    }),
  );
  makeRoom(ground, practice, { name: 'Room 6', stepFree: false, site: 'Fern Row', isActive: false });
  makeFeeList(ground, practice);
  const { leave, closures } = makeTimeAway(ground, practice, staff);
  makeSafetyNet(ground, practice, staff, therapists);
  makeParties(ground, practice, staff);
  return { practice, staff, therapists, rooms, wordings: makeWordings(ground, practice, staff), leave, closures };
}

function makePeople(ground: Ground, practice: Row<'practice'>) {
  const staff: House['staff'] = {};
  const therapists: House['therapists'] = {};
  const base = ground.now.subtract({ hours: 24 * 500 });
  for (const [index, { key, name, roles, state = 'active', profile, hours = [] }] of cast.entries()) {
    const shared = {
      // In the order of the cast, so that lists by id begin with the practice's own order.
      id: ground.id(base.add({ seconds: index })),
      fullName: name,
      email: `${key}@fernrow.example`,
      state,
      roles,
      leftAt: state === 'left' ? stamp(ground.now.subtract({ hours: 24 * 7 * 29 })) : null,
    };
    if (!profile) {
      staff[key] = makeStaff(ground, practice, shared);
      continue;
    }
    const own = key === 'tomos' ? todayHours(ground, hours) : hours;
    const insurance = insuranceOf(ground, key);
    const therapist = makeTherapist(ground, practice, { ...shared, profile: { ...profile, ...insurance }, hours: own });
    therapists[key] = { ...therapist, hours };
    staff[key] = therapist.staff;
  }
  for (const key of ['sorcha', 'tobias']) {
    const invited = staff[key] as Row<'staffMember'>;
    ground.add('staffInvitation', {
      id: ground.id(),
      practiceId: practice.id,
      staffId: invited.id,
      tokenHash: `no-token-hashes-to-this-${invited.id}`,
      expiresAt: stamp(ground.now.add({ hours: 24 * 5 })),
      createdAt: stamp(ground.now.subtract({ hours: 48 })),
    });
  }
  return { staff, therapists };
}

/** Marta's ends within the month; everybody else's holds for half a year. */
const insuranceOf = (ground: Ground, key: string) =>
  key === 'marta' ? { insuranceEndsOn: dateStamp(ground.monday.add({ days: 26 })) } : {};

function makeFeeList(ground: Ground, practice: Row<'practice'>): void {
  for (const [name, feePence, minutes, isDefault] of [
    ['Individual', 5500, 50, true],
    ['Couple', 7500, 80, false],
    ['Group', 2500, 90, false],
  ] as const)
    ground.add('feeOption', { id: ground.id(), practiceId: practice.id, name, feePence, minutes, isDefault });
}

/** A week away each, once; a day ill here and there; two days on which the house was or will be closed. */
function makeTimeAway(ground: Ground, practice: Row<'practice'>, staff: House['staff']) {
  const leave: House['leave'] = {};
  const weeksFrom: Record<string, number[]> = {
    tomos: [-13, 4],
    leila: [-8, 5],
    marta: [-17, 6],
    owen: [-6],
    niamh: [-11],
    kit: [-5],
  };
  const day = (on: Temporal.PlainDate) => stamp(instantOf(on, '00:00', ground.zone));
  for (const [key, weeks] of Object.entries(weeksFrom)) {
    leave[key] = weeks.map((week) => {
      const from = ground.monday.add({ weeks: week });
      const to = from.add({ days: 6 });
      const staffId = (staff[key] as Row<'staffMember'>).id;
      makeAbsence(ground, practice, { staffId, startsAt: day(from), endsAt: day(to.add({ days: 1 })) });
      return { from, to };
    });
  }
  for (const [key, daysAgo] of [
    ['owen', 90],
    ['marta', 153],
  ] as const) {
    const on = ground.monday.subtract({ days: daysAgo });
    const staffId = (staff[key] as Row<'staffMember'>).id;
    makeAbsence(ground, practice, { staffId, kind: 'sick', startsAt: day(on), endsAt: day(on.add({ days: 1 })) });
    leave[key]?.push({ from: on, to: on });
  }
  const closures = [ground.monday.subtract({ weeks: 27 }), ground.monday.add({ weeks: 7 })];
  for (const on of closures) {
    makeAbsence(ground, practice, {
      kind: 'closure',
      label: 'Team day',
      startsAt: day(on),
      endsAt: day(on.add({ days: 1 })),
    });
  }
  return { leave, closures };
}

/** Supervision, the ladder for safety answers, and who stands in for whom. */
function makeSafetyNet(
  ground: Ground,
  practice: Row<'practice'>,
  staff: House['staff'],
  therapists: House['therapists'],
) {
  const who = (key: string) => staff[key] as Row<'staffMember'>;
  for (const [key, supervisor] of [
    ['tomos', 'gwen'],
    ['marta', 'gwen'],
    ['owen', 'gwen'],
    ['niamh', 'leila'],
    ['kit', 'leila'],
    ['leila', 'gwen'],
  ] as const) {
    makeSupervision(ground, therapists[key] as Therapist, who(supervisor));
  }
  makeLadder(ground, practice, [
    { staff: who('leila'), title: 'cover' },
    { staff: who('ruth'), title: 'clinical-lead' },
    { staff: who('gwen'), title: 'deputy' },
  ]);
  const leaveOf = (weeks: number) => instantOf(ground.monday.add({ weeks }), '00:00', ground.zone);
  for (const [therapist, cover, weeks] of [
    ['tomos', 'leila', 4],
    ['leila', 'tomos', 5],
    ['owen', 'marta', -6],
  ] as const) {
    makeCover(ground, therapists[therapist] as Therapist, who(cover), {
      startsAt: stamp(leaveOf(weeks)),
      endsAt: stamp(leaveOf(weeks + 1)),
    });
  }
}

/** England and Wales is on its second wording; two next ones are being written, two are read; one was taken back the day it was published. */
function makeWordings(ground: Ground, practice: Row<'practice'>, staff: House['staff']): House['wordings'] {
  const publishedBy = staff.carys as Row<'staffMember'>;
  const shared = {
    publishedBy,
    reviewedBy: staff.ruth as Row<'staffMember'>,
    templates: {} as Record<string, Row<'template'>>,
  };
  const england = publishWordings(ground, practice, { ...shared, number: 2 });
  const scotland = publishWordings(ground, practice, { ...shared, nation: 'scotland' });
  const northernIreland = publishWordings(ground, practice, { ...shared, nation: 'northern-ireland' });
  const before = stamp(ground.now.subtract({ hours: 24 * 420 }));
  const older = (wording: Wordings['agreement'], number: number, state: string) =>
    addVersion(
      ground,
      wording.templateRow,
      { ...wording.version, number },
      {
        state,
        ...(state === 'draft'
          ? {
              createdAt: stamp(ground.now.subtract({ hours: 24 * 3 })),
              changeSummary: 'A plainer sentence about court orders.',
              writtenById: publishedBy.id,
              writtenAt: stamp(ground.now.subtract({ hours: 26 })),
            }
          : {
              createdAt: before,
              publishedAt: before,
              publishedById: publishedBy.id,
              reviewedById: shared.reviewedBy.id,
            }),
      },
    );
  older(england.agreement, 1, 'superseded');
  older(england.notice, 1, 'superseded');
  older(england.consents, 1, 'withdrawn');
  addVersion(
    ground,
    england.agreement.templateRow,
    { ...plainer(england.agreement.version), number: 3 },
    {
      state: 'draft',
      createdAt: stamp(ground.now.subtract({ hours: 24 * 3 })),
      changeSummary: 'A plainer sentence about court orders.',
      writtenById: publishedBy.id,
      writtenAt: stamp(ground.now.subtract({ hours: 26 })),
    },
  );
  older(england.notice, 3, 'draft');
  makeOtherDocuments(ground, practice, staff, shared.templates);
  older(scotland.notice, 2, 'withdrawn');
  return { 'england-and-wales': england, scotland, 'northern-ireland': northernIreland };
}

/** The agreement with one limit in other words: what the next version would change. */
function plainer(version: Wordings['agreement']['version']) {
  return {
    ...version,
    clauses: version.clauses.map((clause) =>
      clause.clauseId === 'limit.court-order'
        ? {
            ...clause,
            text: `A judge can tell us to show notes or to speak. ${clause.text.split('. ').slice(1).join('. ')}`,
          }
        : clause,
    ),
  };
}

/** What not everybody signs: a couple's and a group's are in use, two have been read and wait to be published. */
function makeOtherDocuments(
  ground: Ground,
  practice: Row<'practice'>,
  staff: House['staff'],
  templates: Record<string, Row<'template'>>,
): void {
  const at = stamp(ground.now.subtract({ hours: 24 * 300 }));
  const lately = stamp(ground.now.subtract({ hours: 30 }));
  const [carys, ruth] = [staff.carys as Row<'staffMember'>, staff.ruth as Row<'staffMember'>];
  for (const [kind, state] of [
    ['couple-confidentiality', 'published'],
    ['group-confidentiality', 'published'],
    ['online-work', 'reviewed'],
    ['confidentiality-agreement', 'reviewed'],
  ] as const) {
    const version = ownDocument(kind, 'england-and-wales');
    templates[kind] ??= ground.add('template', {
      id: ground.id(),
      practiceId: practice.id,
      key: kind,
      kind,
      title: version.title,
      createdAt: at,
    });
    const isOut = state === 'published';
    addVersion(ground, templates[kind] as Row<'template'>, version, {
      state,
      createdAt: isOut ? at : lately,
      writtenById: carys.id,
      writtenAt: isOut ? at : lately,
      reviewedById: ruth.id,
      reviewedAt: isOut ? at : lately,
      ...(isOut && { publishedById: carys.id, publishedAt: at }),
    });
  }
}

/** The practice is responsible, and a client chooses where their record goes; Owen is self-employed, and so for his own clients he is too. */
function makeParties(ground: Ground, practice: Row<'practice'>, staff: House['staff']): void {
  const setAt = stamp(ground.now.subtract({ hours: 24 * 200 }));
  const rule = (key: string | null, controller: string | null, keeper: string | null, own: object = {}) =>
    ground.add('partyRule', {
      id: ground.id(),
      practiceId: practice.id,
      therapistId: key === null ? null : (staff[key] as Row<'staffMember'>).id,
      controller,
      keeper,
      ...own,
      setById: (staff.carys as Row<'staffMember'>).id,
      setAt,
    });
  rule(null, 'practice', 'practice');
  rule('owen', 'both', 'client-chooses', {
    address: '12 Ash Way, Leeds LS6 3BN',
    contact: 'owen@tranter.example',
    icoNumber: 'ZB000001',
  });
}
