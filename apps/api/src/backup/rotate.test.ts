import { expect, it } from 'vitest';
import { toRemove } from './rotate.ts';
import { usualRotation } from './settings.ts';

const nameOf = (on: Temporal.PlainDate, time = '02-00-00') => `heather-${on}T${time}Z.heather`;

it('keeps of two years’ daily backups the last 7 days, 4 weeks and 12 months, each its newest', () => {
  const last = Temporal.PlainDate.from('2026-11-23');
  let names: string[] = [];
  for (let day = 0; day < 730; day += 1) {
    names.push(nameOf(last.subtract({ days: 729 - day })));
    const gone = new Set(toRemove(names, usualRotation));
    names = names.filter((name) => !gone.has(name));
  }
  const days = names.map((name) => name.slice(8, 18));
  expect(days.slice(-7)).toEqual(Array.from({ length: 7 }, (_, back) => last.subtract({ days: 6 - back }).toString()));
  expect(new Set(days.map((day) => day.slice(0, 7))).size).toBe(12);
  expect(days.length).toBeLessThanOrEqual(23);
});

it('keeps the newest of a day, never removes the only one, and touches nothing of anybody else’s', () => {
  const on = Temporal.PlainDate.from('2026-11-23');
  const [early, late] = [nameOf(on, '02-00-00'), nameOf(on, '14-30-00')];
  expect(toRemove([early, late, 'heather.ring', 'holiday.jpg', `${early}.sha256`], usualRotation)).toEqual([early]);
  expect(toRemove([late], { daily: 0, weekly: 0, monthly: 0 })).toEqual([]);
});
