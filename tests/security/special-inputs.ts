import type { Slot } from './inputs.ts';

type Special = (filled: unknown, idAt: (slot: Slot) => string) => unknown;

const put =
  (over: object): Special =>
  (filled) => ({ ...(filled as object), ...over });
const before = '2026-11-20';

/** Inputs whose schema says more than a JSON schema can (one field hangs on another). By portal and path. */
export const special: Record<string, Special> = {
  // Columns, words and lines are keys of their own; a part is base64.
  'staff imports.savePlan': put({
    plan: {
      columns: {},
      dateOrder: null,
      words: {},
      minutes: null,
      state: null,
      measure: null,
      contactIsSafe: null,
      lettersAreRight: false,
      doubles: {},
    },
  }),
  'staff imports.addPart': put({ part: 'QUJD' }),
  // A number as the register has it.
  'staff practice.updateIdentity': put({ icoNumber: 'ZA123456', mailFrom: 'sweep@example.org' }),
  // An age is for young people alone; an answer has an outcome, and nothing else has.
  'staff retention.setRule': put({ kind: 'adult', untilAge: null, untilAgeAt17: null }),
  'staff complaints.act': put({ act: 'note', outcome: null }),
  // What was shown, as one word; days that have not been.
  'staff absence.confirm': put({
    fromOn: '2026-11-30',
    untilOn: '2026-11-30',
    seen: 'f'.repeat(32),
    messages: [],
    coverId: null,
  }),
  // One share and its own number; days that have been; a month.
  'staff fees.arrange': put({ share: 'whole', sharePence: null, sharePoints: null, untilOn: null }),
  'staff fees.setShare': put({ kind: 'percent', points: 5000, pence: null }),
  'staff fees.shares': put({ month: '2026-11' }),
  'staff fees.recordPayment': put({ receivedOn: before }),
  'staff fees.refund': put({ paidOn: before }),
  'staff fees.recordPayerPayment': put({ receivedOn: before }),
};
