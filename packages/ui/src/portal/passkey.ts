/** What the server sends and takes is WebAuthn's own JSON; the browser reads and writes it, so no library is needed here. */
export type PasskeyAnswer = {
  id: string;
  rawId: string;
  type: 'public-key';
  response: Record<string, unknown>;
  [more: string]: unknown;
};

/** Can this browser make and use passkeys, in a place where it allows them? */
export function passkeysWork(): boolean {
  return typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;
}

/** Asks the device to make a passkey. @throws a refusal `auth/passkey-failed` when the person or the device says no */
export function makePasskey(options: unknown): Promise<PasskeyAnswer> {
  return answered(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
    }),
  );
}

/** Asks the device to prove a passkey. @throws as makePasskey */
export function provePasskey(options: unknown): Promise<PasskeyAnswer> {
  return answered(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
    }),
  );
}

async function answered(ask: () => Promise<Credential | null>): Promise<PasskeyAnswer> {
  const credential = await ask().catch(() => null);
  if (credential === null) {
    const refusal = new Error('The passkey was not used. Try again, or choose another way.');
    throw Object.assign(refusal, { data: { code: 'auth/passkey-failed' } });
  }
  return (credential as PublicKeyCredential).toJSON() as unknown as PasskeyAnswer;
}
