import { expect, it, test } from 'vitest';
import { decideMerge, type Half, undoUntil } from './decide-merge.ts';

const half = (more: Partial<Half> = {}): Half => ({ id: 'a', open: [], isMerged: false, isKept: false, ...more });
const other = (more: Partial<Half> = {}): Half => half({ id: 'b', ...more });

test.each([
  ['two at rest', half(), other(), true],
  ['the kept one has an open course', half({ open: ['course', 'session'] }), other(), true],
  ['the kept one holds another already', half({ isKept: true }), other(), true],
  ['the closing one has an open course', half(), other({ open: ['course'] }), 'client/not-at-rest'],
  ['both have something open', half({ open: ['course'] }), other({ open: ['enquiry'] }), 'client/not-at-rest'],
  ['the closing one is closed already', half(), other({ isMerged: true }), 'client/joined-already'],
  ['the closing one holds another', half(), other({ isKept: true }), 'client/joined-already'],
  ['the kept one goes on under another', half({ isMerged: true }), other(), 'client/joined-already'],
  ['one and the same', half(), half(), 'bad-input'],
] as const)('%s', (_, kept, closing, expected) => {
  const decision = decideMerge(kept, closing);
  expect(decision.ok ? true : decision.code).toBe(expected);
});

it('may be undone for thirty days, whatever the clocks do in them', () =>
  expect(undoUntil(Temporal.Instant.from('2027-03-20T10:00:00Z')).toString()).toBe('2027-04-19T10:00:00Z'));
