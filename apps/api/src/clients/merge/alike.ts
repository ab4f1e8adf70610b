import { nameWords } from '@heather/core';

/** As much of somebody as says whether two records may be one person. */
export type Likeness = {
  names: ReadonlySet<string>;
  bornOn: string | null;
  email: string | null;
  digits: string | null;
};
export type LikeReason = 'name' | 'birth-date' | 'email' | 'telephone';

/** The last nine digits of a number, so that 07700 900111 and +44 7700 900111 are one; null for a shorter one. */
export function lastDigits(telephone: string | null): string | null {
  const digits = (telephone ?? '').replace(/\D/g, '');
  return digits.length >= 9 ? digits.slice(-9) : null;
}

export function likenessOf(person: {
  firstName: string;
  lastName: string;
  knownAs: string | null;
  bornOn: string | null;
  email: string | null;
  telephone: string | null;
}): Likeness {
  const { firstName, lastName, knownAs, bornOn, email, telephone } = person;
  return {
    names: new Set(nameWords(firstName, lastName, knownAs)),
    bornOn,
    email: email?.toLowerCase() ?? null,
    digits: lastDigits(telephone),
  };
}

/**
 * Why two may be one person; empty: nothing says so. The same rule as clients.doubles: two words of the name and one more thing the
 * same, or birth date and a way to be reached whatever the name.
 */
export function alike(a: Likeness, b: Likeness): LikeReason[] {
  const isBorn = a.bornOn !== null && a.bornOn === b.bornOn;
  const isMail = a.email !== null && a.email === b.email;
  const isNumber = a.digits !== null && a.digits === b.digits;
  if (!isBorn && !isMail && !isNumber) return [];
  const isNamed = sharesTwoWords(a.names, b.names);
  if (!isNamed && !(isBorn && (isMail || isNumber))) return [];
  const reasons: LikeReason[] = isNamed ? ['name'] : [];
  if (isBorn) reasons.push('birth-date');
  if (isMail) reasons.push('email');
  if (isNumber) reasons.push('telephone');
  return reasons;
}

function sharesTwoWords(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared >= 2;
}

/** Finds who may be one person with somebody, without looking at everybody. */
export function createLikenessIndex<T>() {
  const by = {
    bornOn: new Map<string, number[]>(),
    email: new Map<string, number[]>(),
    digits: new Map<string, number[]>(),
  };
  const all: { likeness: Likeness; who: T }[] = [];
  const keys = ['bornOn', 'email', 'digits'] as const;
  return {
    add: (likeness: Likeness, who: T) => {
      const at = all.push({ likeness, who }) - 1;
      for (const key of keys) {
        const value = likeness[key];
        if (value === null) continue;
        const known = by[key].get(value);
        if (known) known.push(at);
        else by[key].set(value, [at]);
      }
    },
    find: (likeness: Likeness): { who: T; reasons: LikeReason[] }[] => {
      const found = new Map<number, LikeReason[]>();
      for (const key of keys) {
        const value = likeness[key];
        if (value === null) continue;
        for (const at of by[key].get(value) ?? []) {
          if (found.has(at)) continue;
          const reasons = alike(likeness, (all[at] as (typeof all)[number]).likeness);
          if (reasons.length > 0) found.set(at, reasons);
        }
      }
      return [...found]
        .toSorted(([a], [b]) => a - b)
        .map(([at, reasons]) => ({ who: (all[at] as (typeof all)[number]).who, reasons }));
    },
  };
}
