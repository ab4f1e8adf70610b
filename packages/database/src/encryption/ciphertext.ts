/** Bytes that only the vault makes. A column that ends in `Sealed` takes these and no others (scripts/generate.mjs). */
export type Ciphertext = Uint8Array<ArrayBuffer> & { readonly __ciphertext: true };
