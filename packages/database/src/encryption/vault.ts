import { createHmac, randomBytes } from 'node:crypto';
import type { Tx } from '../database.ts';
import { DatabaseProblem } from '../problem.ts';
import type { Ciphertext } from './ciphertext.ts';
import { BrokenSeal, keyVersionOf, type Owner, openBytes, type Place, sealBytes } from './envelope.ts';
import { createLru } from './lru.ts';
import { derivedKey } from './master-key.ts';

/** What the vault asks of Prisma: the client under an actor, or a transaction. */
export type KeyReader = Pick<Tx, 'practiceKey' | 'clientKey'>;

/** Key-encryption keys of one practice by version; `current` wraps new data keys. */
export type Keyring = { practiceId: string; current: number; keks: Map<number, Uint8Array> };

export type PracticeVault = {
  /** Seals text for a client (null: for the practice itself) at its place. @throws BrokenSeal when the client has no key */
  seal: (clientId: string | null, place: Place, text: string) => Promise<Ciphertext>;
  open: (clientId: string | null, place: Place, sealed: Uint8Array) => Promise<string>;
  sealBytes: (clientId: string | null, place: Place, bytes: Uint8Array) => Promise<Ciphertext>;
  openBytes: (clientId: string | null, place: Place, sealed: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>;
  /** Fetches the keys of many clients at once, so that a page about all of them asks twice and not once for each. Unknown ones are left out. */
  loadKeys: (clientIds: readonly string[]) => Promise<void>;
};

export type Vault = ReturnType<typeof createVault>;

const keyBytes = 32;

/**
 * Envelope encryption: the master key wraps the practice's keys, those wrap one data key a client, which seals that client's text.
 * @param options.cacheSize unwrapped data keys held in memory, at most ten minutes each
 */
export function createVault(options: { masterKey: Uint8Array; cacheSize?: number }) {
  const { masterKey, cacheSize = 5000 } = options;
  const deks = createLru<Uint8Array>(cacheSize, 600_000);
  const wrapping = derivedKey(masterKey, 'wrapping practice keys');
  const ringWrapping = derivedKey(masterKey, 'wrapping backup rings');

  async function loadKeyring(reader: KeyReader, practiceId: string): Promise<Keyring> {
    const rows = await reader.practiceKey.findMany({ where: { practiceId }, orderBy: { version: 'asc' } });
    const keks = new Map(rows.map((row) => [row.version, unwrapKek(practiceId, row)]));
    return { practiceId, keks, current: rows.findLast((row) => !row.retiredAt)?.version ?? 0 };
  }

  function unwrapKek(practiceId: string, row: { version: number; wrapped: Uint8Array }): Uint8Array {
    try {
      return openBytes(wrapping, kekPlace(row.version), { practiceId, clientId: null }, row.wrapped);
    } catch (error) {
      throw new DatabaseProblem(
        'master-key',
        'The key in use is not the one that this database was sealed with: give back the right HEATHER_KEY or keys/master.key.',
        error,
      );
    }
  }

  /** Adds the next version. The first one comes with the practice's own data key. */
  async function createPracticeKey(tx: KeyReader, practiceId: string): Promise<Keyring> {
    const before = await loadKeyring(tx, practiceId);
    const version = Math.max(0, ...before.keks.keys()) + 1;
    const kek = new Uint8Array(randomBytes(keyBytes));
    const wrapped = sealBytes(wrapping, version, kekPlace(version), { practiceId, clientId: null }, kek);
    await tx.practiceKey.create({ data: { practiceId, version, wrapped } });
    const keyring = { practiceId, current: version, keks: new Map([...before.keks, [version, kek]]) };
    if (version === 1) await addDataKey(tx, keyring, null);
    return keyring;
  }

  /** A client's data key, once, in the transaction that makes the client (after the client's row). */
  async function createClientKey(tx: KeyReader, practiceId: string, clientId: string): Promise<void> {
    await addDataKey(tx, await loadKeyring(tx, practiceId), clientId);
  }

  /** Keys of many new clients as rows of client_key, the practice's own key read once. Whoever asks writes them. */
  async function makeClientKeys(reader: KeyReader, practiceId: string, clientIds: readonly string[]) {
    const keyring = await loadKeyring(reader, practiceId);
    return clientIds.map((clientId) => newDataKey(keyring, clientId));
  }

  async function addDataKey(tx: KeyReader, keyring: Keyring, clientId: string | null): Promise<void> {
    await tx.clientKey.create({ data: newDataKey(keyring, clientId) });
  }

  function newDataKey({ practiceId, current, keks }: Keyring, clientId: string | null) {
    const kek = keks.get(current);
    if (!kek) throw new Error('the practice has no key yet: createPracticeKey comes first');
    const dek = new Uint8Array(randomBytes(keyBytes));
    return {
      practiceId,
      clientId,
      keyVersion: current,
      wrapped: sealBytes(kek, current, dekPlace, { practiceId, clientId }, dek),
    };
  }

  /** Keys that only a transaction sees are not remembered beyond it: were it rolled back, they would never have been. */
  function scope(reader: KeyReader, practiceId: string): PracticeVault {
    const remembers = '$connect' in reader && typeof reader.$connect === 'function';
    const local = new Map<string, Uint8Array>();
    async function dataKey(clientId: string | null): Promise<Uint8Array> {
      const name = `${practiceId}|${clientId ?? ''}`;
      const known = local.get(name) ?? deks.get(name);
      if (known) return known;
      const row = await reader.clientKey.findFirst({ where: { practiceId, clientId } });
      if (!row || row.destroyedAt) throw new BrokenSeal(row ? 'its key was destroyed' : 'there is no key to it');
      const kek = (await loadKeyring(reader, practiceId)).keks.get(keyVersionOf(row.wrapped));
      if (!kek) throw new BrokenSeal('the practice key is missing');
      const dek = openBytes(kek, dekPlace, { practiceId, clientId }, row.wrapped);
      if (remembers) deks.set(name, dek);
      else local.set(name, dek);
      return dek;
    }
    async function loadKeys(clientIds: readonly string[]): Promise<void> {
      const name = (clientId: string | null) => `${practiceId}|${clientId ?? ''}`;
      const missing = [...new Set(clientIds)].filter((id) => !local.has(name(id)) && !deks.get(name(id)));
      if (missing.length === 0) return;
      const where = { practiceId, clientId: { in: missing }, destroyedAt: null };
      const [rows, { keks }] = await Promise.all([
        reader.clientKey.findMany({ where }),
        loadKeyring(reader, practiceId),
      ]);
      for (const { clientId, wrapped } of rows) {
        const kek = keks.get(keyVersionOf(wrapped));
        if (!kek) continue;
        const dek = openBytes(kek, dekPlace, { practiceId, clientId }, wrapped);
        if (remembers) deks.set(name(clientId), dek);
        else local.set(name(clientId), dek);
      }
    }
    const vault: PracticeVault = {
      loadKeys,
      sealBytes: async (clientId, place, bytes) =>
        sealBytes(await dataKey(clientId), 1, place, { practiceId, clientId }, bytes),
      openBytes: async (clientId, place, sealed) =>
        openBytes(await dataKey(clientId), place, { practiceId, clientId }, sealed),
      seal: (clientId, place, text) => vault.sealBytes(clientId, place, new TextEncoder().encode(text)),
      open: async (clientId, place, sealed) => new TextDecoder().decode(await vault.openBytes(clientId, place, sealed)),
    };
    return vault;
  }

  /**
   * What an address or number can be found by without being read: HMAC-SHA-256 of the normalised text, in hex. Stays the same when
   * practice keys rotate.
   */
  function blindIndex(practiceId: string, purpose: string, normalised: string): string {
    return createHmac('sha256', derivedKey(masterKey, `blind index ${purpose}`, practiceId))
      .update(normalised)
      .digest('hex');
  }

  return {
    scope,
    loadKeyring,
    createPracticeKey,
    createClientKey,
    makeClientKeys,
    blindIndex,
    /** The ring that opens clients' keys in backups, sealed for its row and its file. */
    sealRing: (practiceId: string, plain: Uint8Array) =>
      sealBytes(ringWrapping, 1, ringPlace, { practiceId, clientId: null }, plain),
    openRing: (practiceId: string, sealed: Uint8Array) =>
      openBytes(ringWrapping, ringPlace, { practiceId, clientId: null }, sealed),
    /** Forgets unwrapped keys, one client's or all. */
    forget: (owner?: Owner) => (owner ? void deks.delete(`${owner.practiceId}|${owner.clientId ?? ''}`) : deks.clear()),
  };
}

function kekPlace(version: number): Place {
  return { table: 'practice_key', column: 'wrapped', rowId: String(version) };
}

const ringPlace: Place = { table: 'backup_ring', column: 'wrapped', rowId: 'ring' };

/** One row an owner: the owner stands in the authenticated text, so that the row's own id adds nothing. */
export const dekPlace: Place = { table: 'client_key', column: 'wrapped', rowId: 'data' };
