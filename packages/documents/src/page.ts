import PDFDocument from 'pdfkit';
import type { Face, Weight } from './fonts.ts';
import { layParagraph } from './lines.ts';
import { type Features, lettersApart } from './shaping.ts';

/** A4 in points, with a margin that leaves a measure of about 80 letters. */
const pageWidth = 595.28;
const pageHeight = 841.89;
const margin = { top: 58, bottom: 64, side: 66 };
const measure = pageWidth - 2 * margin.side;

export const ink = { plain: '#2A2330', quiet: '#4D4356', accent: '#63376B', line: '#DCD3C6' } as const;

export type TextStyle = {
  size: number;
  weight: Weight;
  colour: string;
  leading: number;
  before: number;
  indent?: number;
};
export type Tag = 'H1' | 'H2' | 'H3' | 'P' | 'TH' | 'TD';
type Element = ReturnType<PDFKit.PDFDocument['struct']>;

export type Paper = {
  /** Writes a text; blank lines part paragraphs. `keep` is the height in points that must still fit below it. */
  write(text: string, style: TextStyle, tag: Tag, keep?: number): void;
  /** Two columns, a name and what it is, read as a row of a table. */
  row(label: string, value: string, labelStyle: TextStyle, valueStyle: TextStyle, labelWidth?: number): void;
  /** A row of several columns, each one line or more; `widths` in points. The head of a table names its columns. */
  cells(values: readonly Cell[], style: TextStyle, isHead?: boolean): void;
  table(rows: () => void): void;
  rule(before: number): void;
  /** Strokes of a pen in a field of `size`, drawn 200 points wide, with words for whoever does not see them. */
  drawing(strokes: Stroke[], size: { width: number; height: number }, words: string): void;
  newPage(): void;
  /** Closes the document with a footer on each page, and gives its bytes. */
  finish(footer: (page: number, pages: number) => string): Promise<{ bytes: Uint8Array; pages: number }>;
};

type Stroke = readonly (readonly number[])[];
type Cell = { text: string; width: number; isNumber?: boolean };

export type PaperOptions = {
  title: string;
  madeAt: Date;
  /** Hundreds of pages: words are shaped once each, and not again in every line. */
  isLong?: boolean;
};

/** pdfkit's font as it lies in there: it keeps the words that it has laid out, unless features are asked for with each. */
type InnerFont = { layoutRun: (text: string, features?: Features) => unknown };

/**
 * A tagged A4 document in British English. All that enters the bytes comes from the caller: the same calls make the same
 * file, to the byte. Text is laid out here and not by pdfkit, which knows one font at a time and one direction.
 */
export function openPaper({ title, madeAt, isLong = false }: PaperOptions): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    subset: 'PDF/UA' as never,
    info: { Title: title, Creator: 'Heather', Producer: 'Heather', CreationDate: madeAt, ModDate: madeAt },
  });
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const registered = new Set<string>();
  const patient = new WeakSet<object>();
  const root = doc.struct('Document');
  doc.addStructure(root);
  let parent: Element = root;
  let y = 0;
  newPage();

  function newPage() {
    doc.addPage();
    y = margin.top;
  }
  function use(face: Face) {
    if (!registered.has(face.name)) doc.registerFont(face.name, face.bytes as Buffer);
    registered.add(face.name);
    doc.font(face.name);
    const inner = (doc as unknown as { _font: InnerFont })._font;
    if (isLong && !patient.has(inner)) {
      patient.add(inner);
      const layoutRun = inner.layoutRun.bind(inner);
      inner.layoutRun = (text, features) => layoutRun(text, features ?? lettersApart());
    }
  }
  const room = (height: number) => {
    if (y + height > pageHeight - margin.bottom) newPage();
  };

  /** Draws one paragraph into its own element, line by line, over as many pages as it takes. */
  function paragraph(
    text: string,
    style: TextStyle,
    tag: Tag,
    into: Element,
    x: number,
    width: number,
    keep: number,
    advance: boolean,
    side: 'start' | 'end' = 'start',
    scope: 'Row' | 'Column' = 'Row',
  ): number {
    const laid = layParagraph(text, style.size, style.weight, width, isLong);
    const needsActual = laid.hasOtherDirection || laid.shown !== text;
    const element = doc.struct(tag, {
      ...(needsActual ? { actual: text.toWellFormed() } : {}),
      ...(tag === 'TH' ? { scope } : {}),
    } as never);
    into.add(element);
    const lineHeight = style.size * style.leading;
    let top = y;
    for (const [index, line] of laid.lines.entries()) {
      if (advance) {
        room(index === 0 ? lineHeight + keep : lineHeight);
        top = y;
      }
      const content = doc.markStructureContent(tag);
      const left = x + (laid.isRightToLeft || side === 'end' ? width - line.width : 0);
      for (const run of line.runs) {
        use(run.face);
        doc
          .fontSize(style.size * run.face.scale)
          .fillColor(style.colour)
          .text(run.text, left + run.x, top + lineHeight * 0.5 + style.size * 0.34, {
            lineBreak: false,
            ...(isLong && run.features === lettersApart ? {} : { features: run.features() as never }),
            baseline: 'alphabetic',
          });
      }
      doc.endMarkedContent();
      element.add(content as never);
      top += lineHeight;
      if (advance) y = top;
    }
    element.end();
    return laid.lines.length * lineHeight;
  }

  return {
    newPage,
    write(text, style, tag, keep = 0) {
      y += y > margin.top ? style.before : 0;
      const indent = style.indent ?? 0;
      const paragraphs = text.split(/\n+/).filter((one) => one.trim() !== '');
      paragraphs.forEach((one, index) => {
        if (index > 0) y += style.size * 0.5;
        paragraph(
          one,
          style,
          tag,
          parent,
          margin.side + indent,
          measure - indent,
          index === paragraphs.length - 1 ? keep : 0,
          true,
        );
      });
    },
    table(rows) {
      const table = doc.struct('Table');
      root.add(table);
      parent = table;
      rows();
      table.end();
      parent = root;
    },
    row(label, value, labelStyle, valueStyle, labelWidth = 104) {
      const valueWidth = measure - labelWidth - 14;
      const lines = layParagraph(value, valueStyle.size, valueStyle.weight, valueWidth, isLong).lines.length;
      const height = Math.max(1, lines) * valueStyle.size * valueStyle.leading;
      y += valueStyle.before;
      room(Math.min(height, pageHeight / 2));
      const row = doc.struct('TR');
      parent.add(row);
      paragraph(label, labelStyle, 'TH', row, margin.side, labelWidth, 0, false);
      const start = y;
      paragraph(value, valueStyle, 'TD', row, margin.side + labelWidth + 14, valueWidth, 0, true);
      if (y === start) y += labelStyle.size * labelStyle.leading;
      row.end();
    },
    cells(values, style, isHead = false) {
      const lineHeight = style.size * style.leading;
      const lines = values.map(({ text, width }) => layParagraph(text, style.size, style.weight, width).lines.length);
      const height = Math.max(1, ...lines) * lineHeight;
      y += style.before;
      room(Math.min(height, pageHeight / 2));
      const row = doc.struct('TR');
      parent.add(row);
      let x = margin.side;
      for (const [at, { text, width, isNumber }] of values.entries()) {
        const tag = isHead || at === 0 ? 'TH' : 'TD';
        paragraph(text, style, tag, row, x, width, 0, false, isNumber ? 'end' : 'start', isHead ? 'Column' : 'Row');
        x += width + 10;
      }
      row.end();
      y += height;
    },
    rule(before) {
      y += before;
      room(20);
      doc.markContent('Artifact', { type: 'Layout' });
      doc
        .moveTo(margin.side, y)
        .lineTo(pageWidth - margin.side, y)
        .lineWidth(0.8)
        .strokeColor(ink.line)
        .stroke();
      doc.endMarkedContent();
      y += 6;
    },
    drawing(strokes, size, words) {
      const scale = 200 / size.width;
      y += 8;
      room(size.height * scale + 40);
      const [left, top] = [margin.side, y];
      const figure = doc.struct('Figure', { alt: words });
      root.add(figure);
      const content = doc.markStructureContent('Figure');
      doc.lineWidth(1.1).lineCap('round').lineJoin('round').strokeColor(ink.plain);
      for (const stroke of strokes) {
        for (const [at, [x = 0, down = 0]] of stroke.entries()) {
          const [across, below] = [left + x * scale, top + down * scale];
          if (at === 0) doc.moveTo(across, below);
          else doc.lineTo(across, below);
        }
        doc.stroke();
      }
      doc.endMarkedContent();
      figure.add(content as never);
      figure.end();
      y += size.height * scale;
    },
    async finish(footer) {
      root.end();
      const { count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page);
        doc.markContent('Artifact', { type: 'Pagination' });
        const [line] = layParagraph(footer(page + 1, count), 9, 400, measure).lines;
        for (const run of line?.runs ?? []) {
          use(run.face);
          doc
            .fontSize(9 * run.face.scale)
            .fillColor(ink.quiet)
            .text(run.text, margin.side + run.x, pageHeight - 40, {
              lineBreak: false,
              features: run.features() as never,
              baseline: 'alphabetic',
            });
        }
        doc.endMarkedContent();
      }
      doc.end();
      await ended;
      return { bytes: new Uint8Array(Buffer.concat(chunks)), pages: count };
    },
  };
}
