import { expect, test } from 'vitest';
import { appointmentIcs } from './ics.ts';
import { dateLabel, localDateOn, localLabel, localRangeLabel, placeLabel, seriesLabel, timeLabel } from './labels.ts';

const at = (text: string) => Temporal.Instant.from(text);

test('times are said in the words of the zone', () => {
  const session = at('2026-12-01T17:30Z');
  expect(localLabel(session, 'Europe/London')).toBe('Tuesday 1 December, 17:30');
  expect(localLabel(session, 'Europe/London', { withYear: true })).toBe('Tuesday 1 December 2026, 17:30');
  expect(localLabel(session, 'Australia/Lord_Howe')).toBe('Wednesday 2 December, 04:30');
  expect(localRangeLabel(session, session.add({ minutes: 50 }), 'Europe/London')).toBe(
    'Tuesday 1 December, 17:30 to 18:20',
  );
  expect(localRangeLabel(session, session.add({ hours: 7 }), 'Europe/London')).toBe(
    'Tuesday 1 December, 17:30 to Wednesday 2 December, 00:30',
  );
  expect(timeLabel(at('2027-07-01T08:05Z'), 'Europe/London')).toBe('09:05');
  expect(dateLabel('2027-03-28')).toBe('Sunday 28 March');
  expect(localDateOn(at('2027-06-30T23:30Z'), 'Europe/London')).toBe('2027-07-01');
  expect(placeLabel({ weekday: 2, time: '17:30', everyWeeks: 1 })).toBe('Tuesdays, 17:30');
  expect(placeLabel({ weekday: 2, time: '17:30', everyWeeks: 2 })).toBe('every 2 weeks on Tuesday, 17:30');
  expect(seriesLabel({ start: '2027-03-02T18:00', everyWeeks: 1 })).toBe('Tuesdays, 18:00');
  expect(seriesLabel({ start: '2027-03-02T18:00', everyWeeks: 2, weekdays: [5, 1, 3] })).toBe(
    'every 2 weeks on Monday, Wednesday and Friday, 18:00',
  );
});

const ics = {
  uid: '0190b6a2-session@heather',
  sequence: 1,
  start: Temporal.ZonedDateTime.from('2027-03-30T18:00[Europe/London]'),
  end: Temporal.ZonedDateTime.from('2027-03-30T18:50[Europe/London]'),
  now: at('2027-03-01T09:00:00.123Z'),
};

test('a calendar entry says "Appointment", a time, and nothing that names anybody', () => {
  expect(appointmentIcs(ics).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Heather//Appointment//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:0190b6a2-session@heather',
    'SEQUENCE:1',
    'DTSTAMP:20270301T090000Z',
    'DTSTART:20270330T170000Z',
    'DTEND:20270330T175000Z',
    'SUMMARY:Appointment',
    'STATUS:CONFIRMED',
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('a cancelled one leaves the calendar; long lines are folded; a uid cannot smuggle a line in', () => {
  const cancelled = appointmentIcs({ ...ics, cancelled: true, uid: 'u'.repeat(200) });
  expect(cancelled).toContain('METHOD:CANCEL\r\n');
  expect(cancelled).toContain('STATUS:CANCELLED\r\n');
  expect(cancelled.split('\r\n').every((line) => line.length <= 75)).toBe(true);
  expect(cancelled.replaceAll('\r\n ', '')).toContain(`UID:${'u'.repeat(200)}\r\n`);
  for (const bad of [{ uid: 'a\r\nATTENDEE:mailto:x@y' }, { uid: '' }, { sequence: -1 }, { end: ics.start }]) {
    expect(() => appointmentIcs({ ...ics, ...bad })).toThrow('bad-input');
  }
});
