import type { Random } from './random.ts';

/** A uuid of version 7: the instant's milliseconds first, then chance, so that ids made in order sort in order. */
export function uuidAt(instant: Temporal.Instant, random: Random): string {
  const time = instant.epochMilliseconds.toString(16).padStart(12, '0').slice(-12);
  const hex = (digits: number) =>
    random
      .bits()
      .toString(16)
      .padStart(8, '0')
      .slice(8 - digits);
  const variant = ((random.bits() & 0x3fff) | 0x8000).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}-${hex(8)}${hex(4)}`;
}
