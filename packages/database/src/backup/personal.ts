import type { Owner, Place } from '../encryption/envelope.ts';
import { BrokenSeal, openBytes, sealBytes } from '../encryption/envelope.ts';
import { noKey, ringName } from '../encryption/shred.ts';
import { DatabaseProblem } from '../problem.ts';
import type { Section } from './frames.ts';

// In a backup two things hang from a client's key in the ring: their data key, and the plain words by which they can be known. Both
// are gone from every backup when that key is. Fields are as COPY writes them (text format, `\N` for null).

/** Plain columns that name a person, and what stands in them when nobody can read them any more; `row`: its own id, where two may not be alike. */
const personal: Record<string, { owner: string; columns: Record<string, string> }> = {
  client: {
    owner: 'id',
    columns: {
      first_name: 'Erased',
      last_name: 'Erased',
      short_name: 'Erased',
      name_search: '',
      known_as: '\\N',
      born_on: '\\N',
      pronouns: '\\N',
      auth_user_id: '\\N',
    },
  },
  safe_contact: {
    owner: 'client_id',
    columns: { email: '\\N', telephone: '\\N', message_as: '\\N', postal_address: '\\N' },
  },
  client_word: { owner: 'client_id', columns: { word: 'row' } },
  person_around: {
    owner: 'client_id',
    columns: { name: 'Erased', telephone: '\\N', address: '\\N', relationship: '\\N' },
  },
  receipt: { owner: 'client_id', columns: { issued_to: 'Erased' } },
  // Its hash stays, and proves of a paper that somebody kept that it is what was signed.
  signature: {
    owner: 'client_id',
    columns: { name_as_typed: 'Erased', payload: '{}', sign_in_hash: '\\N', ip_address: '\\N', user_agent: '\\N' },
  },
  // A person who pays is somebody of one client's; an organisation is nobody's, and comes back whole.
  payer: { owner: 'client_id', columns: { name: 'Erased', address: '\\N', email: '\\N', reference: '\\N' } },
  // How the kept record was reached before another was joined to it.
  client_merge: { owner: 'kept_id', columns: { contact_before: '\\N' } },
};
/** Those of the first backups, which do not say what they hid. */
const hiddenAtFirst = ['client_key', 'client', 'safe_contact', 'client_word', 'person_around'];

type Fields = string[];
type KeyOf = (name: string) => Uint8Array | null;

/** Whether rows of this table are changed on their way into a backup. */
export const isPersonal = (table: string) => table === 'client_key' || Object.hasOwn(personal, table);
/** Whether they are changed on their way out of one. */
export const wasHidden = ({ table, isHidden }: Section) => isHidden ?? hiddenAtFirst.includes(table);

const place = (table: string): Place => ({ table: 'backup', column: table, rowId: 'fields' });

/** @param columns of the COPY, in order @returns what to do with each row's fields */
export function hide(table: string, columns: string[], practiceId: string, keyOf: KeyOf): (fields: Fields) => Fields {
  const at = (name: string) => columns.indexOf(name);
  if (table === 'client_key') {
    const [client, wrapped] = [at('client_id'), at('wrapped')];
    return (fields) => {
      const owner = ownerOf(practiceId, fields[client] as string);
      const key = keyOf(ringName(practiceId, owner.clientId));
      const plain = Buffer.from((fields[wrapped] as string).slice(3), 'hex');
      const sealed = key ? sealBytes(key, 1, place(table), owner, plain) : noKey();
      return fields.with(wrapped, `\\\\x${Buffer.from(sealed).toString('hex')}`);
    };
  }
  const { owner: ownerColumn, columns: hidden } = personal[table] as (typeof personal)[string];
  const [ownerAt, places] = [at(ownerColumn), Object.keys(hidden).map(at)];
  return (fields) => {
    const owner = ownerOf(practiceId, fields[ownerAt] as string);
    const key = keyOf(ringName(practiceId, owner.clientId));
    const words = JSON.stringify(places.map((place) => fields[place]));
    const sealed = key
      ? Buffer.from(sealBytes(key, 1, place(table), owner, Buffer.from(words))).toString('base64')
      : '';
    const changed = [...fields];
    places.forEach((place, index) => {
      changed[place] = index === 0 ? sealed : '\\N';
    });
    return changed;
  };
}

/** The way back. A client whose key is gone from the ring is told to `onGone` where their own row comes, and they come back without name and key. */
export function show(
  table: string,
  columns: string[],
  practiceId: string,
  keyOf: KeyOf,
  onGone: (clientId: string) => void,
): (fields: Fields) => Fields {
  const at = (name: string) => columns.indexOf(name);
  if (table === 'client_key') {
    const [client, wrapped, destroyed] = [at('client_id'), at('wrapped'), at('destroyed_at')];
    return (fields) => {
      const owner = ownerOf(practiceId, fields[client] as string);
      const wasGone = fields[destroyed] !== '\\N';
      const sealed = Buffer.from((fields[wrapped] as string).slice(3), 'hex');
      const plain = wasGone ? null : opened(keyOf(ringName(practiceId, owner.clientId)), table, owner, sealed);
      if (plain) return fields.with(wrapped, `\\\\x${Buffer.from(plain).toString('hex')}`);
      const changed = fields.with(wrapped, `\\\\x${Buffer.from(noKey()).toString('hex')}`);
      return wasGone ? changed : changed.with(destroyed, 'now');
    };
  }
  const { owner: ownerColumn, columns: hidden } = personal[table] as (typeof personal)[string];
  const [ownerAt, places] = [at(ownerColumn), Object.keys(hidden).map(at)];
  return (fields) => {
    const owner = ownerOf(practiceId, fields[ownerAt] as string);
    const sealed = Buffer.from(fields[places[0] as number] as string, 'base64');
    const plain = opened(keyOf(ringName(practiceId, owner.clientId)), table, owner, sealed);
    if (table === 'client' && !plain && owner.clientId) onGone(owner.clientId);
    const words = plain
      ? (JSON.parse(Buffer.from(plain).toString('utf8')) as string[])
      : Object.values(hidden).map((word) => (word === 'row' ? (fields[at('id')] as string) : word));
    const changed = [...fields];
    places.forEach((place, index) => {
      changed[place] = words[index] as string;
    });
    return changed;
  };
}

const ownerOf = (practiceId: string, field: string): Owner => ({
  practiceId,
  clientId: field === '\\N' ? null : field,
});

/**
 * Null once the ring has no key for it. A ring of somebody else's has keys that do not fit: then everybody would come back as erased,
 * and so it is refused.
 */
function opened(key: Uint8Array | null, table: string, owner: Owner, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length === 0 || (!key && owner.clientId)) return null;
  try {
    if (key) return openBytes(key, place(table), owner, sealed);
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error;
  }
  throw new DatabaseProblem(
    'backup',
    'The ring file does not belong to this backup: take the heather.ring that was kept beside it.',
  );
}

/** Rows of COPY's text, changed one by one. Lines may be cut anywhere between chunks. */
export async function* changeRows(
  source: AsyncIterable<Uint8Array>,
  change: (fields: Fields) => Fields,
): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk);
    const end = all.lastIndexOf(10) + 1;
    rest = all.subarray(end);
    if (end > 0) yield changeAll(all.subarray(0, end).toString('utf8'), change);
  }
  if (rest.length > 0) yield changeAll(`${rest.toString('utf8')}\n`, change);
}

function changeAll(text: string, change: (fields: Fields) => Fields): Buffer {
  const lines = text.slice(0, -1).split('\n');
  return Buffer.from(`${lines.map((line) => change(line.split('\t')).join('\t')).join('\n')}\n`);
}
