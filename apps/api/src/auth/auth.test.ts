import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCookie, setCookie } from './cookies.ts';
import { absoluteLimitSeconds, idleLimitSeconds, signInState, stepUpIsFresh, stepUpSeconds } from './limits.ts';
import { networkOf } from './rate-limit.ts';
import { deviceOf } from './sign-ins.ts';

const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);

describe('limits of a sign-in', () => {
  it.each([
    ['fresh', 0, 0, 1, 'good'],
    ['a second before idle', 0, 0, idleLimitSeconds - 1, 'good'],
    ['idle to the second', 0, 0, idleLimitSeconds, 'idle'],
    ['seen, a second before too old', 0, absoluteLimitSeconds - 60, absoluteLimitSeconds - 1, 'good'],
    ['seen, too old to the second', 0, absoluteLimitSeconds - 60, absoluteLimitSeconds, 'too-old'],
  ] as const)('%s', (_what, created, seen, now, state) => {
    expect(signInState({ createdAt: at(created), lastSeenAt: at(seen) }, at(now))).toBe(state);
  });
  it('step-up is over to the second', () => {
    expect(stepUpIsFresh({ provenAt: at(0) }, at(stepUpSeconds - 1))).toBe(true);
    expect(stepUpIsFresh({ provenAt: at(0) }, at(stepUpSeconds))).toBe(false);
  });
});

describe('the network that counts against a limit', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::99', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::99', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('cookies', () => {
  it('come back as they were set, among any others', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\w-]{43}$/),
        fc.array(fc.stringMatching(/^[a-z]{1,5}=[a-z]{0,5}$/)),
        (token, others) => {
          const set = setCookie({ name: 'heather-staff', secure: false }, token).split(';')[0] as string;
          expect(readCookie([...others, set].join('; '), 'heather-staff')).toBe(token);
        },
      ),
    );
  });
  it('are for the server alone, and never cross sites', () => {
    expect(setCookie({ name: '__Host-heather-staff', secure: true }, 'x')).toBe(
      '__Host-heather-staff=x; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
  });
});

describe('a device', () => {
  it('is known by browser and system, and nothing else of its header is kept', () => {
    fc.assert(fc.property(fc.string(), (text) => deviceOf(text).length < 40));
    expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Linux');
    expect(deviceOf(undefined)).toBe('A browser on a device');
  });
});
