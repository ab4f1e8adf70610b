import { z } from 'zod';
import { ink, openPaper, type TextStyle } from './page.ts';
import { longDay } from './times.ts';

const fates = {
  unreadable: 'made unreadable for ever: the key was destroyed, here and in every backup',
  emptied: 'emptied or taken out',
  kept: 'kept: it names nobody',
} as const;

export const destructionSchema = z.strictObject({
  practice: z.strictObject({
    name: z.string().max(500),
    address: z.string().max(600).nullable(),
    telephone: z.string().max(60).nullable(),
  }),
  /** Of this certificate and of the record: letters and digits that lead back to the practice's own rows alone. */
  reference: z.string().max(40),
  record: z.string().max(40),
  source: z.enum(['time', 'request']),
  /** The rule as it stood, naming nobody. */
  rule: z.string().max(400),
  dueOn: z.iso.date().nullable(),
  confirmedBy: z.string().max(200),
  confirmedOn: z.iso.date(),
  destroyedAt: z.iso.datetime(),
  zone: z.string().max(60),
  parts: z
    .array(
      z.strictObject({
        words: z.string().max(200),
        fate: z.enum(['unreadable', 'emptied', 'kept']),
        count: z.int().min(0),
      }),
    )
    .max(40),
});
export type DestructionInput = z.input<typeof destructionSchema>;

const style = (over: Partial<TextStyle>): TextStyle => ({
  size: 10.5,
  weight: 400,
  colour: ink.plain,
  leading: 1.4,
  before: 4,
  ...over,
});
const styles = {
  practice: style({ size: 13, weight: 600, before: 0 }),
  quiet: style({ size: 10, colour: ink.quiet, before: 1 }),
  title: style({ size: 24, weight: 600, leading: 1.2, before: 26 }),
  heading: style({ size: 13, weight: 600, before: 18 }),
  label: style({ colour: ink.quiet }),
  value: style({}),
  head: style({ size: 10, colour: ink.quiet, before: 8 }),
};

/**
 * A certificate that a record was destroyed, as a tagged PDF: which one by its reference, by which rule, who said so, when, and what
 * became of each kind of record. It names nobody whom it was about. The same input gives the same bytes.
 * @throws ZodError when the input is out of shape
 */
export async function destructionPdf(input: DestructionInput): Promise<{ bytes: Uint8Array; pages: number }> {
  const facts = destructionSchema.parse(input);
  const at = Temporal.Instant.from(facts.destroyedAt);
  const local = at.toZonedDateTimeISO(facts.zone);
  const paper = openPaper({ title: 'Certificate of destruction', madeAt: new Date(at.epochMilliseconds) });
  paper.write(facts.practice.name, styles.practice, 'P');
  if (facts.practice.address) paper.write(facts.practice.address, styles.quiet, 'P');
  if (facts.practice.telephone) paper.write(facts.practice.telephone, styles.quiet, 'P');
  paper.write('Certificate of destruction', styles.title, 'H1');
  paper.rule(14);
  paper.table(() => {
    const row = (label: string, value: string) => paper.row(label, value, styles.label, styles.value);
    row('Certificate', facts.reference);
    row('Record', facts.record);
    row('Why', facts.source === 'time' ? 'Its time had come' : 'The person asked for it');
    row('Rule', facts.rule);
    if (facts.dueOn) row('Due since', longDay(facts.dueOn));
    row('Confirmed by', `${facts.confirmedBy}, ${longDay(facts.confirmedOn)}`);
    row(
      'Destroyed',
      `${longDay(local.toPlainDate().toString())}, ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`,
    );
  });
  for (const fate of ['unreadable', 'emptied', 'kept'] as const) {
    const parts = facts.parts.filter((part) => part.fate === fate && part.count > 0);
    if (parts.length === 0) continue;
    paper.write(`What was ${fates[fate]}`, styles.heading, 'H2', 60);
    paper.table(() => {
      paper.cells(columns('What', 'Entries'), styles.head, true);
      for (const { words, count } of parts) paper.cells(columns(words, String(count)), styles.value);
    });
  }
  return paper.finish((page, pages) => `Certificate ${facts.reference} · page ${page} of ${pages}`);
}

const columns = (words: string, count: string) => [
  { text: words, width: 340 },
  { text: count, width: 100, isNumber: true },
];
