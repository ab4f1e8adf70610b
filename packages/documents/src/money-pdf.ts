import { type ReceiptInput, receiptSchema, type StatementInput, statementSchema } from './money-input.ts';
import { ink, openPaper, type Paper, type TextStyle } from './page.ts';
import { longDay } from './times.ts';

const style = (over: Partial<TextStyle>): TextStyle => ({
  size: 10.5,
  weight: 400,
  colour: ink.plain,
  leading: 1.4,
  before: 3,
  ...over,
});
const styles = {
  practice: style({ size: 13, weight: 600, before: 0 }),
  quiet: style({ size: 10, colour: ink.quiet, before: 1 }),
  title: style({ size: 24, weight: 600, leading: 1.2, before: 26 }),
  heading: style({ size: 13, weight: 600, before: 18 }),
  label: style({ size: 10.5, colour: ink.quiet, before: 4 }),
  value: style({ before: 4 }),
  sum: style({ weight: 600, before: 8 }),
  head: style({ size: 10, colour: ink.quiet, before: 8 }),
};

const signs: Record<string, string> = { GBP: '£', EUR: '€', USD: '$' };
/** "£45.00", "−£45.00": always with its pence, as a bookkeeper reads it. */
export function sumText(pence: number, currency: string): string {
  const whole = Math.abs(pence);
  const sign = signs[currency] ?? `${currency} `;
  return `${pence < 0 ? '−' : ''}${sign}${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

type Head = { practice: ReceiptInput['practice']; to: ReceiptInput['to'] };
function writeHead(paper: Paper, { practice, to }: Head, title: string): void {
  paper.write(practice.name, styles.practice, 'P');
  if (practice.address) paper.write(practice.address, styles.quiet, 'P');
  if (practice.telephone) paper.write(practice.telephone, styles.quiet, 'P');
  paper.write(title, styles.title, 'H1');
  paper.write(`For ${to.name}`, { ...styles.value, before: 8 }, 'P');
  if (to.address) paper.write(to.address, styles.quiet, 'P');
}

const made = (at: string) => new Date(Temporal.Instant.from(at).epochMilliseconds);
type File = { bytes: Uint8Array; pages: number };

/**
 * A numbered receipt as a tagged PDF: who was paid, by whom, when, how, and for which appointments by their day. The same input gives
 * the same bytes.
 * @throws ZodError when the input is out of shape
 */
export async function receiptPdf(input: ReceiptInput): Promise<File> {
  const facts = receiptSchema.parse(input);
  const { currency } = facts;
  const paper = openPaper({ title: 'Receipt', madeAt: made(facts.madeAt) });
  writeHead(paper, facts, `Receipt ${facts.number}`);
  if (facts.takenBackOn) {
    paper.write(
      `This payment was taken back on ${longDay(facts.takenBackOn)}. The receipt no longer holds.`,
      styles.sum,
      'P',
    );
  }
  paper.rule(14);
  paper.table(() => {
    const row = (label: string, value: string) => paper.row(label, value, styles.label, styles.value);
    row('Received', sumText(facts.pence, currency));
    row('On', longDay(facts.receivedOn));
    row('How', facts.method);
    if (facts.reference) row('Reference', facts.reference);
    if (facts.forWhom) row('For', facts.forWhom);
  });
  if (facts.lines.length > 0 || facts.creditPence > 0) {
    paper.write('What it pays', styles.heading, 'H2', 60);
    paper.table(() => {
      paper.cells(columns('What', 'Paid'), styles.head, true);
      for (const line of facts.lines) paper.cells(columns(line.words, sumText(line.pence, currency)), styles.value);
      if (facts.creditPence > 0)
        paper.cells(columns('Kept for later', sumText(facts.creditPence, currency)), styles.value);
    });
  }
  return paper.finish((page, pages) => `Receipt ${facts.number} · page ${page} of ${pages}`);
}

const columns = (words: string, sum: string) => [
  { text: words, width: 340 },
  { text: sum, width: 100, isNumber: true },
];

/**
 * A statement as a tagged PDF: what was owed before, each line of the days asked for, what is owed after. A payer's has a part for each
 * client, called as the arrangement says. The same input gives the same bytes.
 * @throws ZodError when the input is out of shape
 */
export async function statementPdf(input: StatementInput): Promise<File> {
  const facts = statementSchema.parse(input);
  const { currency, sections } = facts;
  const paper = openPaper({ title: 'Statement', madeAt: made(facts.madeAt) });
  writeHead(paper, facts, 'Statement');
  paper.write(`${longDay(facts.fromOn)} to ${longDay(facts.untilOn)}`, styles.value, 'P');
  if (facts.ourReference) paper.write(`Our reference with you: ${facts.ourReference}`, styles.quiet, 'P');
  if (facts.note) paper.write(facts.note, styles.quiet, 'P');
  if (sections.length === 0) paper.write('Nothing stands in the ledger for these days.', styles.sum, 'P');
  for (const section of sections) {
    paper.rule(14);
    if (section.forWhom) paper.write(section.forWhom, styles.heading, 'H2', 80);
    const told = [
      section.memberReference && `Your reference: ${section.memberReference}`,
      section.authorisation && `Authorisation: ${section.authorisation}`,
    ].filter((one) => one !== null && one !== '');
    if (told.length > 0) paper.write(told.join(' · '), styles.quiet, 'P');
    paper.table(() => {
      const row = (on: string, words: string, pence: number | null) => [
        { text: on, width: 105 },
        { text: words, width: 232 },
        { text: pence === null ? '' : sumText(pence, currency), width: 100, isNumber: true },
      ];
      const head = row('Date', 'What', null);
      paper.cells([...head.slice(0, 2), { text: 'Sum', width: 100, isNumber: true }], styles.head, true);
      if (section.beforePence !== 0) paper.cells(row('', 'Before', section.beforePence), styles.value);
      for (const line of section.lines) paper.cells(row(line.on, line.words, line.pence), styles.value);
      const words = section.afterPence < 0 ? 'Paid ahead' : 'To pay';
      paper.cells(row('', words, Math.abs(section.afterPence)), styles.sum);
    });
  }
  if (sections.length > 1) {
    const all = sections.reduce((sum, { afterPence }) => sum + afterPence, 0);
    paper.rule(14);
    paper.write(
      `${all < 0 ? 'Paid ahead' : 'To pay'} in all: ${sumText(Math.abs(all), currency)}`,
      styles.heading,
      'P',
    );
  }
  return paper.finish((page, pages) => `Statement · page ${page} of ${pages}`);
}
