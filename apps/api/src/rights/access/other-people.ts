import { type ItemContent, type Mark, textsOfItem } from './record-row.ts';

/** Somebody else who shares a course, a place on the list or an account with the person. */
export type OtherPerson = {
  id: string;
  firstName: string;
  lastName: string;
  knownAs: string | null;
  shortName: string;
  email: string | null;
  telephone: string | null;
  postalAddress: string | null;
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Whole words, as letters of any language have them. */
const whole = (pattern: string) => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;

/**
 * What tells of one of them in a text: their names, however written together or alone, their addresses, their number with or without
 * spaces. A surname that the person bears too tells nothing.
 */
export function otherPattern(own: { lastName: string }, others: readonly OtherPerson[]): RegExp | null {
  const patterns: string[] = [];
  const spaced = (text: string) => text.trim().split(/\s+/).map(escaped).join('\\s+');
  for (const other of others) {
    patterns.push(escaped(other.id));
    patterns.push(whole(`${spaced(other.firstName)}\\s+${spaced(other.lastName)}`), whole(spaced(other.shortName)));
    const alone = [other.firstName, other.knownAs, sameName(own.lastName, other.lastName) ? null : other.lastName];
    for (const name of alone) if (name && name.trim().length >= 2) patterns.push(whole(spaced(name)));
    for (const text of [other.email, other.postalAddress]) if (text?.trim()) patterns.push(spaced(text));
    const digits = other.telephone?.replace(/\D/g, '').replace(/^(44|0)/, '');
    if (digits && digits.length >= 6) patterns.push(`(?:\\+?44|0)?[\\s()-]*${[...digits].join('[\\s()-]*')}`);
  }
  return patterns.length > 0 ? new RegExp(patterns.join('|'), 'giu') : null;
}

const sameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Where others stand in an item. */
export function marksOfOthers(item: ItemContent, pattern: RegExp | null): Mark[] {
  if (!pattern) return [];
  const marks: Mark[] = [];
  for (const { path, text } of textsOfItem(item)) {
    for (const found of text.matchAll(pattern)) {
      if (found[0] === '') continue;
      marks.push({ path, from: found.index, to: found.index + found[0].length, ground: 'other-person' });
    }
  }
  return marks;
}
