import { fail } from '@heather/core';
import { type Moment, toInstant } from './moment.ts';

export type AppointmentIcs = {
  /** Stays the same over the life of the session; no line breaks, at most 255 characters. */
  uid: string;
  /** Grows by one with each move or cancellation, so that a calendar knows which file is newer. */
  sequence: number;
  start: Moment;
  end: Moment;
  /** When the file is made (DTSTAMP). */
  now: Moment;
  cancelled?: boolean;
};

/**
 * One calendar entry (RFC 5545) that says "Appointment" and a time, and nothing else: no names, no place, nobody to
 * reply to. Times are UTC, so no zone table can be stale. A cancelled one takes the entry out of the calendar again.
 * @throws Refusal 'bad-input' for a uid with a line break, a negative sequence, or an end not after the start
 */
export function appointmentIcs({ uid, sequence, start, end, now, cancelled = false }: AppointmentIcs): string {
  if (!/^[\x21-\x7E]{1,255}$/.test(uid) || !Number.isSafeInteger(sequence) || sequence < 0) fail('bad-input');
  if (!(start.epochMilliseconds < end.epochMilliseconds)) fail('bad-input');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Heather//Appointment//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${uid.replace(/[\\;,]/g, '\\$&')}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    'SUMMARY:Appointment',
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    `TRANSP:${cancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

/** 20261201T173000Z */
function utc(at: Moment): string {
  return toInstant(at.epochMilliseconds).toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

/** Lines over 75 octets go on after a line break and a space (RFC 5545 §3.1); all our characters are one octet. */
function fold(line: string): string {
  const parts = [line.slice(0, 75)];
  for (let at = 75; at < line.length; at += 74) parts.push(` ${line.slice(at, at + 74)}`);
  return parts.join('\r\n');
}
