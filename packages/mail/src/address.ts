const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Whether a text is one plain mail address and nothing else: ASCII, no display name, no quotes, comments, lists or white space.
 * Narrower than RFC 5322 on purpose: what a parser could read in two ways has been delivered to the wrong domain before
 * (CVE-2025-14874 and its kin). At most 254 characters, 64 before the @, a dot in the domain.
 */
export function isMailAddress(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > 254) return false;
  const at = text.indexOf('@');
  if (at < 1 || at > 64 || at !== text.lastIndexOf('@')) return false;
  const labels = text.slice(at + 1).split('.');
  return local.test(text.slice(0, at)) && labels.length >= 2 && labels.every((part) => label.test(part));
}

/** How two typings of one address are compared: the domain never has case, and people do not mean theirs in front of it either. */
export function normaliseAddress(address: string): string {
  return address.trim().toLowerCase();
}
