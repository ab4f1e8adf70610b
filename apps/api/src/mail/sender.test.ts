import { expect, it } from 'vitest';
import { senderOf } from './sender.ts';

it.each([
  ['nothing said', { mailName: null, mailFrom: null }, { fromName: 'Appointments', replyTo: null }],
  [
    'a neutral name and address',
    { mailName: 'Fern Row', mailFrom: 'post@fernrow.example' },
    { fromName: 'Fern Row', replyTo: 'post@fernrow.example' },
  ],
  [
    'an address that tells',
    { mailName: null, mailFrom: 'post@fern-counselling.example' },
    { fromName: 'Appointments', replyTo: null },
  ],
  [
    'a name that tells, kept before it was refused',
    { mailName: 'Fern Therapy', mailFrom: null },
    { fromName: 'Appointments', replyTo: null },
  ],
  [
    'a name that could be read as an address, an address that is several',
    { mailName: 'Fern <x@evil.example>', mailFrom: 'a@b.example, c@d.example' },
    { fromName: 'Appointments', replyTo: null },
  ],
])('%s', (_what, practice, sender) => expect(senderOf(practice, 'Appointments')).toEqual(sender));

it('stands neutral for a practice that is not there', () =>
  expect(senderOf(null, 'Appointments')).toEqual({ fromName: 'Appointments', replyTo: null }));
