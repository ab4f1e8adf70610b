import { PDF } from '@libpdf/core';
import { describe, expect, it } from 'vitest';
import type { ReceiptInput, StatementInput } from './money-input.ts';
import { receiptPdf, statementPdf, sumText } from './money-pdf.ts';

const common = {
  practice: { name: 'Fern Row', address: 'Mill Lane, Leeds LS1 1AA', telephone: '0113 496 0000' },
  to: { name: 'Northgate Health', address: 'PO Box 12, Derby' },
  currency: 'GBP',
  madeAt: '2026-11-30T09:00:00Z',
};
const receipt = (over: Partial<ReceiptInput> = {}): ReceiptInput => ({
  ...common,
  number: 'R-000042',
  pence: 11_000,
  receivedOn: '2026-11-27',
  method: 'by bank transfer',
  reference: 'NG 4411',
  forWhom: 'C-7F3A2C1',
  lines: [
    { words: 'Appointment, 3 November 2026', pence: 5500 },
    { words: 'Appointment, 10 November 2026', pence: 4500 },
  ],
  creditPence: 1000,
  takenBackOn: null,
  ...over,
});
const statement = (over: Partial<StatementInput> = {}): StatementInput => ({
  ...common,
  fromOn: '2026-11-01',
  untilOn: '2026-11-30',
  ourReference: 'PRV 9',
  note: null,
  sections: [
    {
      forWhom: 'C-7F3A2C1',
      memberReference: 'M-1',
      authorisation: 'A 77',
      beforePence: 5500,
      lines: [
        { on: '3 November 2026', words: 'Appointment', pence: 5500 },
        { on: '27 November 2026', words: 'Paid by bank transfer', pence: -11_000 },
      ],
      afterPence: 0,
    },
  ],
  ...over,
});
const textOf = async (bytes: Uint8Array) =>
  (await PDF.load(bytes))
    .getPages()
    .map((page) => page.extractText().text)
    .join('\n')
    .replace(/\s+/g, ' ');

describe('a receipt', () => {
  it('says who paid what, when, how and for which days', async () => {
    const text = await textOf((await receiptPdf(receipt())).bytes);
    for (const said of [
      'Fern Row',
      'Receipt R-000042',
      'Northgate Health',
      '£110.00',
      '27 November 2026',
      'by bank transfer',
      'NG 4411',
      'C-7F3A2C1',
      'Appointment, 3 November 2026',
      '£45.00',
      'Kept for later',
      '£10.00',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('taken back');
  });
  it('says on its face when the payment was taken back', async () => {
    expect(await textOf((await receiptPdf(receipt({ takenBackOn: '2026-11-28' }))).bytes)).toContain(
      'taken back on 28 November 2026',
    );
  });
  it('is tagged, in British English, neutral in its title, and the same to the byte', async () => {
    const [one, two] = [await receiptPdf(receipt()), await receiptPdf(receipt())];
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
    const raw = Buffer.from(one.bytes).toString('latin1');
    for (const mark of ['/Marked true', '/StructTreeRoot', '/Lang (en-GB)', '(Receipt)']) expect(raw).toContain(mark);
    expect(raw).not.toContain('Northgate');
  });
  it('refuses what is out of shape', async () => {
    await expect(receiptPdf(receipt({ pence: 45.5 }))).rejects.toThrow();
    await expect(receiptPdf({ ...receipt(), reason: 'x' } as never)).rejects.toThrow();
  });
});

describe('a statement', () => {
  it('has a part for each client, its sum before and after, and one in all', async () => {
    const [section] = statement().sections;
    const two = [section, { ...section, forWhom: 'A. K.', afterPence: 2500 }] as StatementInput['sections'];
    const text = await textOf((await statementPdf(statement({ sections: two }))).bytes);
    for (const said of [
      '1 November 2026 to 30 November 2026',
      'PRV 9',
      'Your reference: M-1',
      'Authorisation: A 77',
      'Before',
      '−£110.00',
      'A. K.',
      'To pay in all: £25.00',
    ])
      expect(text).toContain(said);
  });
  it('of many lines runs over as many pages as it takes, and loses none', async () => {
    const lines = Array.from({ length: 400 }, (_, at) => ({
      on: '3 November 2026',
      words: `Appointment ${at}`,
      pence: 100,
    }));
    const [section] = statement().sections;
    const made = await statementPdf(statement({ sections: [{ ...section, lines }] as StatementInput['sections'] }));
    expect(made.pages).toBeGreaterThan(5);
    const text = await textOf(made.bytes);
    for (const { words } of lines) expect(text).toContain(words);
  }, 30_000);
});

it.each([
  [0, 'GBP', '£0.00'],
  [5, 'GBP', '£0.05'],
  [-4500, 'EUR', '−€45.00'],
  [123_456, 'CHF', 'CHF 1234.56'],
])('%i pence of %s are %s', (pence, currency, text) => expect(sumText(pence, currency)).toBe(text));
