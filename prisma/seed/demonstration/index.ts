import type { Database, Vault } from '@heather/database';
import { type Ground, openGround } from '../ground.ts';
import { saveGround } from '../save.ts';
import { agree } from './agreeing.ts';
import { enrol, pathOf, type Stage, waitedDays } from './allocating.ts';
import { surround } from './around.ts';
import { askAboutRecords } from './asking.ts';
import { beAway } from './being-away.ts';
import { checkIn, want, wish } from './caring.ts';
import { type Clients, emailOf, makeClients } from './clients.ts';
import { openDiary } from './diary.ts';
import { type House, makeHouse, slug } from './house.ts';
import { keepRecords } from './keeping.ts';
import { isProposed, layCourses } from './layout.ts';
import { measure } from './measuring.ts';
import { meet } from './meeting.ts';
import { moveIn } from './moving-in.ts';
import { pay } from './paying.ts';
import { people } from './people.ts';
import { moveSome, planMeetings } from './planning.ts';
import { byStaff, openTrail } from './trail.ts';
import { makeWaiting } from './waiting.ts';
import { write } from './writing.ts';

/** Who can be signed in as with one click, by what they are. Addresses, because ids differ from seed to seed. */
export const demonstrationPeople = {
  practice: slug,
  staff: {
    manager: 'carys@fernrow.example',
    'clinical-lead': 'ruth@fernrow.example',
    therapist: 'tomos@fernrow.example',
    supervisor: 'gwen@fernrow.example',
    'front-desk': 'bethan@fernrow.example',
  },
  /** In therapy with the demonstration therapist; about to sign; asked to answer an offer. */
  clients: {
    'in-therapy': address('amira'),
    'to-sign': address('tess'),
    'to-answer': address('imran'),
  },
} as const;

function address(key: string): string {
  return emailOf(people.find((person) => person.key === key) as (typeof people)[number]);
}

export type Demonstration = { ground: Ground; house: House; clients: Clients };

/**
 * A year of Fern Row, laid out on a ground of its own and not yet saved: the same seed and the same `now` give the same rows.
 * @param now the instant of "today": two of the demonstration therapist's five sessions are just over, the third is about to begin
 */
export function makeDemonstration({ seed, now }: { seed: number; now: Temporal.Instant }): Demonstration {
  const ground = openGround({ now: now.round('second'), seed });
  const house = makeHouse(ground);
  const diary = openDiary();
  const laid = layCourses(ground, house, diary);
  const came: Record<string, number> = {};
  for (const course of laid) {
    const weeks = pathOf(ground, course).askedAt.until(ground.now).total('hours') / (24 * 7);
    for (const key of course.spec.people) came[key] = Math.max(weeks, came[key] ?? 0);
  }
  const clients = makeClients(ground, house.practice, (key) => came[key] ?? (waitedDays[key] ?? 20) / 7);
  const stage: Stage = { ground, house, clients, tell: openTrail(ground, house.practice) };
  stage.tell('demonstration.made', byStaff(house, 'carys'), ground.now, { type: 'practice', id: house.practice.id });

  const all = laid.map((course) => ({
    laid: course,
    meetings: isProposed(course.spec) ? [] : planMeetings(stage, course),
  }));
  moveSome(stage, diary, all);
  for (const met of all) {
    const course = enrol(stage, met.laid);
    const agreement = agree(stage, met.laid, course);
    if (met.meetings.length === 0) continue;
    meet(stage, met, course, agreement);
    measure(stage, met, course.episode);
    checkIn(stage, met, course.episode);
    want(stage, met, course.episode);
    wish(stage, met);
  }
  pay(stage, all);
  makeWaiting(stage, diary);
  surround(stage, all);
  write(stage, all);
  askAboutRecords(stage);
  moveIn(stage);
  keepRecords(stage);
  beAway(stage);
  return { ground, house, clients };
}

/**
 * Makes the demonstration practice in an empty database, all of it or nothing.
 * @param database connected as the worker
 * @returns the practice's id
 */
export async function seedDemonstration(
  database: Database,
  vault: Vault,
  { now, seed = 1 }: { now: Temporal.Instant; seed?: number },
): Promise<{ practiceId: string }> {
  const { ground, house } = makeDemonstration({ seed, now });
  await saveGround(database, vault, ground);
  return { practiceId: house.practice.id };
}
