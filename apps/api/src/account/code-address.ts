import { foldName } from '@heather/core';
import { isMailAddress, normaliseAddress } from '@heather/mail';
import type { Tx } from '../database.ts';
import type { Shell } from '../shell.ts';

/** Somebody of the practice whom a safe address belongs to. */
type Holder = Person & {
  clientId: string;
  createdAt: number;
  isActive: boolean;
  hasSignedIn: boolean;
  isShared: boolean;
  /** Has come further than asking: a stranger's enquiry with somebody's address takes nothing from them. */
  isHere: boolean;
};

/** Nobody who is only asking, or was sent on, has anything here to sign in for. */
const outside = ['enquiring', 'referred-on', 'withdrawn'];

const columns = { id: true, firstName: true, lastName: true, bornOn: true, state: true, createdAt: true } as const;

/** Whose safe address this is: those who came with it or said it themselves, not those to whom staff gave it later. */
export async function holdersOf(shell: Shell, db: Tx, practiceId: string, address: string): Promise<Holder[]> {
  const email = normaliseAddress(address);
  if (!isMailAddress(email)) return [];
  const found = await shell.database.lookups.findClientsByEmail(practiceId, email);
  const ids = found.map(({ clientId }) => clientId);
  if (ids.length === 0) return [];
  const [rows, signedIn] = await Promise.all([
    db.client.findMany({ where: { practiceId, id: { in: ids } }, select: columns }),
    shell.auth.client.signIns.whoEver(practiceId, ids),
  ]);
  return rows.map(({ id, state, createdAt, ...row }) => ({
    ...personOf(row),
    clientId: id,
    createdAt: createdAt.getTime(),
    isActive: state === 'active',
    hasSignedIn: signedIn.has(id),
    isShared: found.some(({ clientId, isShared }) => clientId === id && isShared),
    isHere: signedIn.has(id) || !outside.includes(state),
  }));
}

type Person = { name: string; bornOn: string | null };
const personOf = (row: { firstName: string; lastName: string; bornOn: Date | null }): Person => ({
  name: foldName(`${row.firstName} ${row.lastName}`),
  bornOn: row.bornOn?.toISOString() ?? null,
});

/** Somebody who came back and asked anew has two records until they are joined: one name, one address, no two birthdays. */
const isSamePerson = (a: Person, b: Person): boolean =>
  a.name === b.name && (a.bornOn === null || b.bornOn === null || a.bornOn === b.bornOn);

/**
 * Whom a code to this address would sign in; null when it is nobody's, when somebody else reads it too, or when two people have it:
 * a code in a shared box shows nothing.
 */
export function whoSignsIn(holders: readonly Holder[]): string | null {
  const here = holders.filter(({ isHere }) => isHere);
  const meant = (here.length > 0 ? here : [...holders]).toSorted(
    (a, b) =>
      Number(b.hasSignedIn) - Number(a.hasSignedIn) ||
      Number(b.isActive) - Number(a.isActive) ||
      b.createdAt - a.createdAt,
  );
  const [first] = meant;
  if (!first || first.isShared || !meant.every((one) => isSamePerson(one, first))) return null;
  return first.clientId;
}

/**
 * Whether a code may be mailed to this client at all. Not where there is no safe address, where somebody else reads it, where staff
 * put it and the client has not yet said that it is theirs, or where it is another person's: then their therapist says a code.
 */
export async function mayMailCode(shell: Shell, db: Tx, practiceId: string, clientId: string): Promise<boolean> {
  const safe = await db.safeContact.findFirst({
    where: { practiceId, clientId },
    select: { email: true, emailIsSafe: true, emailIsShared: true, emailUnprovenAt: true },
  });
  if (!safe?.emailIsSafe || !safe.email || safe.emailIsShared || safe.emailUnprovenAt) return false;
  return !(await isAnothers(shell, db, practiceId, clientId, safe.email));
}

/** Whether somebody else who is here had this address first. As the worker or as staff: a client may not look. */
export async function isAnothers(
  shell: Shell,
  db: Tx,
  practiceId: string,
  clientId: string,
  address: string | null,
): Promise<boolean> {
  const others = (await holdersOf(shell, db, practiceId, address ?? '')).filter(
    (one) => one.isHere && one.clientId !== clientId,
  );
  if (others.length === 0) return false;
  const row = await db.client.findFirst({ where: { practiceId, id: clientId }, select: columns });
  return !row || !others.every((one) => isSamePerson(one, personOf(row)));
}

type Address = { email: string | null; emailIsSafe: boolean; emailIsShared: boolean };

/** Where a code might go: an address that is safe and nobody else's to read. */
export const codeAddressOf = (contact: Address | null): string | null =>
  contact?.email && contact.emailIsSafe && !contact.emailIsShared ? normaliseAddress(contact.email) : null;
