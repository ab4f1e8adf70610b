import type { Slot } from './inputs.ts';

type Special = (filled: unknown, idAt: (slot: Slot) => string) => unknown;

/** Inputs whose schema says more than a JSON schema can (one field hangs on another). By portal and path. */
export const special: Record<string, Special> = {};
