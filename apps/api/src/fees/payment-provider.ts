/**
 * Where money is taken. Today somebody takes it by hand (a card machine, a transfer, cash) and says so; a provider that takes cards or
 * direct debits itself has this shape. It is asked before the ledger is written, never inside a transaction, and must answer the same
 * request twice with the same answer: `id` is its idempotency key.
 */
export type PaymentProvider = {
  name: string;
  take: (request: PaymentRequest) => Promise<PaymentAnswer>;
  giveBack: (request: PaymentRequest) => Promise<PaymentAnswer>;
};

type PaymentRequest = {
  /** The ledger line's id. */
  id: string;
  practiceId: string;
  pence: number;
  /** ISO 4217. */
  currency: string;
  method: 'card' | 'transfer' | 'cash' | 'other';
  /** What may stand on a bank's statement: never what anybody comes for. */
  description: 'Appointment';
};

type PaymentAnswer =
  | { state: 'done'; providerReference: string | null }
  | { state: 'refused'; why: 'declined' | 'not-possible' };

/** Somebody has the money in hand already, or has given it back. */
export const recordedByHand: PaymentProvider = {
  name: 'by-hand',
  take: async () => ({ state: 'done', providerReference: null }),
  giveBack: async () => ({ state: 'done', providerReference: null }),
};
