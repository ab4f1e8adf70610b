import { exampleFrame } from '@heather/confidentiality';
import { describe, expect, it } from 'vitest';
import { formOf, readForm } from './frame-form.ts';

const frame = exampleFrame({
  gp: { name: 'Dr Ash', contact: '0113 496 0000' },
  emergencyContact: { name: 'Sam', contact: '07700 900000', relation: 'Friend' },
});

describe('the fields of an agreement', () => {
  it.each([
    ['a room', exampleFrame()],
    ['with people', frame],
    ['online, no planned number', exampleFrame({ place: { kind: 'online' }, plannedSessions: undefined })],
    [
      'by telephone, fortnightly, free',
      exampleFrame({ place: { kind: 'telephone', whoRings: 'client' }, everyWeeks: 2, feePence: 0 }),
    ],
    [
      'two controllers, odd pence',
      exampleFrame({
        feePence: 4550,
        controllers: [
          ...exampleFrame().controllers,
          { name: 'Leila', role: 'therapist', address: '1 Ash Way', contact: 'leila@example.org' },
        ],
      }),
    ],
  ])('give back the frame they were filled from: %s', (_, whole) => {
    expect(readForm(formOf(whole), whole)).toEqual({ ok: true, frame: whole });
  });

  it.each([
    ['fee', '45,5'],
    ['fee', ''],
    ['time', '25:00'],
    ['lengthMinutes', '5'],
    ['everyWeeks', '9'],
    ['plannedSessions', 'many'],
    ['roomAddress', ''],
    ['cancelHours', '-1'],
    ['retentionYears', '0'],
    ['clientName', '  '],
  ] as const)('say which one to mend: %s %j', (field, text) => {
    const read = readForm({ ...formOf(frame), [field]: text }, frame);
    expect(read).toMatchObject({ ok: false, errors: [{ field }] });
  });
});
