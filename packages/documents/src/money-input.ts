import { z } from 'zod';

const day = z.iso.date();

/** Who says this: the practice as it calls itself to the world. */
const practice = z.strictObject({
  name: z.string().max(500),
  address: z.string().max(600).nullable(),
  telephone: z.string().max(60).nullable(),
});
/** To whom. A payer's address as it was given; a client's is left to the envelope. */
const recipient = z.strictObject({ name: z.string().max(500), address: z.string().max(600).nullable() });

const common = {
  practice,
  to: recipient,
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The date in the file, so that making it again makes the same bytes. */
  madeAt: z.iso.datetime({ offset: true }),
};

/** All that a receipt is made of. Nothing says what an appointment was for. */
export const receiptSchema = z.strictObject({
  ...common,
  number: z.string().max(30),
  pence: z.int().min(1),
  receivedOn: day,
  method: z.string().max(40),
  reference: z.string().max(40).nullable(),
  /** As the payer knows the client; null on a client's own receipt. */
  forWhom: z.string().max(500).nullable(),
  lines: z.array(z.strictObject({ words: z.string().max(120), pence: z.int() })).max(500),
  /** Kept for later: more was paid than was owed. */
  creditPence: z.int().min(0),
  takenBackOn: day.nullable(),
});
export type ReceiptInput = z.input<typeof receiptSchema>;

/** All that a statement is made of: one section a client; a client's own has one. */
export const statementSchema = z.strictObject({
  ...common,
  fromOn: day,
  untilOn: day,
  /** The number under which the payer knows the practice. */
  ourReference: z.string().max(60).nullable(),
  sections: z
    .array(
      z.strictObject({
        /** How the client is called to this reader; null when it is their own. */
        forWhom: z.string().max(500).nullable(),
        memberReference: z.string().max(60).nullable(),
        authorisation: z.string().max(60).nullable(),
        beforePence: z.int(),
        lines: z
          .array(z.strictObject({ on: z.string().max(40), words: z.string().max(120), pence: z.int() }))
          .max(5000),
        afterPence: z.int(),
      }),
    )
    .max(1000),
  /** Why no days are shown, when none are. */
  note: z.string().max(300).nullable(),
});
export type StatementInput = z.input<typeof statementSchema>;
