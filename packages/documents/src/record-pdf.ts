import { ink, openPaper, type TextStyle } from './page.ts';

/** A copy of everything about one person, as it is read on paper. */
export type RecordPdfInput = {
  title: string;
  practice: string;
  name: string;
  madeAt: string;
  /** What this is and what its person may do: short paragraphs. */
  lead: readonly string[];
  sections: readonly {
    heading: string;
    parts: readonly {
      heading: string;
      /** A label and what stands there, one below the other; or, for many of a kind, one line each. */
      rows?: readonly (readonly [label: string, value: string])[];
      lines?: readonly string[];
    }[];
  }[];
};

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
  title: style({ size: 24, weight: 600, leading: 1.2, before: 22 }),
  lead: style({ before: 8 }),
  section: style({ size: 17, weight: 600, before: 26 }),
  part: style({ size: 11.5, weight: 600, before: 12 }),
  label: style({ size: 9.5, colour: ink.quiet, before: 3 }),
  value: style({ before: 3 }),
  line: style({ size: 9.5, before: 3 }),
};

const linesAtOnce = 24;

/** A tagged PDF of a person's record. The same input gives the same bytes. */
export async function recordPdf(input: RecordPdfInput): Promise<{ bytes: Uint8Array; pages: number }> {
  const paper = openPaper({
    title: input.title,
    isLong: true,
    madeAt: new Date(Temporal.Instant.from(input.madeAt).epochMilliseconds),
  });
  // A record of years is hundreds of pages: whoever else is served by this process is not kept waiting for all of them.
  let laid = 0;
  const breathe = async (lines: number) => {
    laid += lines;
    if (laid < linesAtOnce) return;
    laid = 0;
    await new Promise((resolve) => setImmediate(resolve));
  };
  paper.write(input.practice, styles.practice, 'P');
  paper.write(input.title, styles.title, 'H1');
  paper.write(`For ${input.name}`, styles.lead, 'P');
  for (const text of input.lead) paper.write(text, styles.lead, 'P');
  for (const { heading, parts } of input.sections) {
    paper.write(heading, styles.section, 'H2', 60);
    for (const part of parts) {
      paper.write(part.heading, styles.part, 'H3', 30);
      const { rows = [], lines = [] } = part;
      if (rows.length > 0)
        paper.table(() => {
          for (const [label, value] of rows) paper.row(label, value || '–', styles.label, styles.value, 120);
        });
      for (const line of lines) {
        paper.write(line, styles.line, 'P');
        await breathe(1);
      }
      await breathe(8);
    }
  }
  return paper.finish((page, pages) => `${input.title} · page ${page} of ${pages}`);
}
