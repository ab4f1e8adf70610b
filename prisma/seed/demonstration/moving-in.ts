import { stamp } from '../calendar.ts';
import type { Stage } from './allocating.ts';

/** Last year the people of the system before were brought in: one file by mistake, then the right one. The files are long gone. */
export function moveIn({ ground, house }: Stage): void {
  const practiceId = house.practice.id;
  const at = (days: number, minutes: number) => stamp(ground.now.subtract({ hours: days * 24, minutes }));
  const own = {
    practiceId,
    kind: 'clients',
    source: 'Card index',
    madeById: house.staff.carys?.id as string,
    bytes: 4096,
  };
  ground.add('importRun', {
    ...own,
    id: ground.id(),
    state: 'discarded',
    madeAt: at(380, 40),
    changedAt: at(380, 30),
  });
  ground.add('importRun', {
    ...own,
    id: ground.id(),
    state: 'committed',
    madeAt: at(380, 20),
    changedAt: at(380, 10),
    committedAt: at(380, 10),
    rowsRead: 14,
    rowsReady: 12,
    rowsKnown: 0,
    rowsOut: 2,
    rowsMade: 12,
  });
}
