import { randomUUID } from 'node:crypto';
import { nameSearchOf } from '@heather/core';
import type { WriteTransaction } from '../trpc/write.ts';
import type { Contact } from './enquiry-input.ts';

export type NewClient = {
  firstName: string;
  lastName: string;
  knownAs?: string | null;
  pronouns?: string | null;
  nation: string;
  state: 'enquiring' | 'waiting';
  contact: Contact;
};

/** A person, their own key, and how they may be reached. @returns the client's id */
export async function makeClientRow(tx: WriteTransaction, person: NewClient): Promise<string> {
  const { practiceId } = tx;
  const id = randomUUID();
  const at = new Date(tx.now().epochMilliseconds);
  const { firstName, lastName, knownAs = null, pronouns = null, nation, state, contact } = person;
  await tx.client.createMany({
    data: [
      {
        practiceId,
        id,
        firstName,
        lastName,
        shortName: `${knownAs || firstName} ${[...lastName][0]?.toUpperCase()}.`,
        knownAs: knownAs || null,
        nameSearch: nameSearchOf(firstName, lastName, knownAs),
        pronouns: pronouns || null,
        nation,
        state,
        createdAt: at,
      },
    ],
  });
  await tx.shell.vault.createClientKey(tx, practiceId, id);
  await tx.safeContact.createMany({
    data: [{ practiceId, id: randomUUID(), clientId: id, updatedAt: at, ...contact }],
  });
  await tx.audit('client.created', { subjectType: 'client', subjectId: id, clientId: id });
  return id;
}

/** Somebody who comes along and has told us nothing themselves: nothing is safe until they say so, but the one address given as theirs. */
export function contactOfOther(email: string | null): Contact {
  return {
    email,
    emailIsSafe: email !== null,
    emailIsShared: false,
    telephone: null,
    telephoneIsSafe: false,
    textIsSafe: false,
    mayLeaveMessage: false,
    messageAs: null,
    postalAddress: null,
    postIsSafe: false,
    fromLocal: null,
    untilLocal: null,
    prefers: email === null ? 'telephone' : 'email',
  };
}
