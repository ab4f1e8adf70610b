import { stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

/** Monday to Friday, and a short Saturday: when somebody answers, and so when an alert's clock runs. ISO weekdays. */
export const workingHours = {
  1: [{ from: '08:30', to: '20:00' }],
  2: [{ from: '08:30', to: '20:00' }],
  3: [{ from: '08:30', to: '20:00' }],
  4: [{ from: '08:30', to: '20:00' }],
  5: [{ from: '08:30', to: '18:00' }],
  6: [{ from: '09:30', to: '13:00' }],
};

/** A practice of its own; make two to see that neither can reach the other. */
export function makePractice(ground: Ground, overrides: Overrides<'practice'> = {}): Row<'practice'> {
  const number = ground.count();
  const id = overrides.id ?? ground.id();
  const slug = overrides.slug ?? `practice-${number}-${id.slice(-6)}`;
  return ground.add('practice', {
    slug,
    name: `Practice ${number}`,
    nation: 'england-and-wales',
    timeZone: ground.zone,
    controllerName: `Practice ${number} Ltd`,
    controllerAddress: '1 Mill Lane, Hebden Bridge HX7 8AA',
    icoNumber: 'ZA000000',
    telephone: '01632 960000',
    mailFrom: `appointments@${slug}.example`,
    workingHours,
    createdAt: stamp(ground.now.subtract({ hours: 24 * 400 })),
    ...overrides,
    id,
  });
}

export function makeRoom(ground: Ground, practice: { id: string }, overrides: Overrides<'room'> = {}): Row<'room'> {
  return ground.add('room', {
    practiceId: practice.id,
    name: `Room ${ground.count()}`,
    site: 'Mill Lane',
    stepFree: true,
    features: [],
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}
