import { nameSearchOf } from '@heather/core';
import { dateStamp, stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';
import { shortNameOf } from './staff.ts';

/** A client with a safe way to be reached: by default an address of their own that is safe. */
export function makeClient(
  ground: Ground,
  practice: { id: string },
  { contact = {}, ...overrides }: Overrides<'client'> & { contact?: Overrides<'safeContact'> } = {},
): Row<'client'> {
  const number = ground.count();
  const id = overrides.id ?? ground.id();
  const firstName = overrides.firstName ?? 'Client';
  const lastName = overrides.lastName ?? `Number ${number}`;
  const client = ground.add('client', {
    practiceId: practice.id,
    firstName,
    lastName,
    shortName: shortNameOf(`${firstName} ${lastName}`),
    nameSearch: nameSearchOf(firstName, lastName, overrides.knownAs),
    bornOn: dateStamp(Temporal.PlainDate.from('1988-04-12')),
    nation: 'england-and-wales',
    state: 'active',
    preferences: {},
    createdAt: stamp(ground.now),
    ...overrides,
    id,
  });
  ground.add('safeContact', {
    practiceId: practice.id,
    clientId: client.id,
    email: `client-${number}-${id.slice(-6)}@post.example`,
    emailIsSafe: true,
    prefers: 'email',
    updatedAt: client.createdAt ?? stamp(ground.now),
    confirmedAt: client.createdAt ?? stamp(ground.now),
    ...contact,
    id: contact.id ?? ground.id(),
  });
  return client;
}

/** A safe contact of somebody with a telephone and no e-mail: pass it as `contact`. */
export function byTelephone(telephone: string, overrides: Overrides<'safeContact'> = {}): Overrides<'safeContact'> {
  return {
    email: null,
    emailIsSafe: false,
    telephone,
    telephoneIsSafe: true,
    mayLeaveMessage: false,
    prefers: 'telephone',
    ...overrides,
  };
}

export function makePersonAround(
  ground: Ground,
  client: { id: string; practiceId: string },
  overrides: Overrides<'personAround'> & { kind: string; name: string },
): Row<'personAround'> {
  return ground.add('personAround', {
    practiceId: client.practiceId,
    clientId: client.id,
    createdAt: stamp(ground.now),
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}
