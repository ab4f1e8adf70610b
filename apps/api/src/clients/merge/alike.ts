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
  const reasons: LikeReason[] = [];
  if (a.bornOn !== null && a.bornOn === b.bornOn) reasons.push('birth-date');
  if (a.email !== null && a.email === b.email) reasons.push('email');
  if (a.digits !== null && a.digits === b.digits) reasons.push('telephone');
  if (reasons.length === 0) return [];
  const shared = [...a.names].filter((word) => b.names.has(word)).length;
  if (shared >= 2) return ['name', ...reasons];
  return reasons.includes('birth-date') && reasons.length > 1 ? reasons : [];
}

/** Finds who may be one person with somebody, without looking at everybody. */
export function createLikenessIndex<T>() {
  const by = {
    bornOn: new Map<string, Set<number>>(),
    email: new Map<string, Set<number>>(),
    digits: new Map<string, Set<number>>(),
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
        if (known) known.add(at);
        else by[key].set(value, new Set([at]));
      }
    },
    find: (likeness: Likeness): { who: T; reasons: LikeReason[] }[] => {
      const candidates = new Set(keys.flatMap((key) => [...(by[key].get(likeness[key] ?? '') ?? [])]));
      return [...candidates].flatMap((at) => {
        const { likeness: other, who } = all[at] as (typeof all)[number];
        const reasons = alike(likeness, other);
        return reasons.length > 0 ? [{ who, reasons }] : [];
      });
    },
  };
}
