import bidiModule, { type Bidi } from 'bidi-js';
import { clustersOf, type Face, faceFor, isSimple, showable, type Weight } from './fonts.ts';
import { type Features, lettersApart, plainFeatures, type Shaped, shape } from './shaping.ts';

// The package is CommonJS: its one export is the factory itself, whatever its types say of a default.
const bidi = (bidiModule as unknown as () => Bidi)();

/** One stretch of a line in one face and one direction, left edge `x` in points from the line's left. */
export type Run = { text: string; face: Face; x: number; width: number; features: () => Features };
export type Line = { runs: Run[]; width: number };
export type Paragraph = { lines: Line[]; isRightToLeft: boolean; hasOtherDirection: boolean; shown: string };

type Cell = { text: string; face: Face; level: number; start: number };

/**
 * Breaks one paragraph (no line breaks in it) into lines no wider than `width` points and puts each line's runs in the
 * order in which the eye meets them (Unicode bidirectional algorithm). A word longer than a line is cut between clusters.
 * @param byWord measures each word of plain Latin text by itself: words come again, lines do not. What two words do to each other across
 *   a space is left out, which is nothing in these faces.
 */
export function layParagraph(text: string, size: number, weight: Weight, width: number, byWord = false): Paragraph {
  const shown = showable(text, weight);
  const rtlCount = (shown.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu) ?? []).length;
  // A name in Arabic does not turn an English sentence round; a text of its own does.
  const isRightToLeft = rtlCount > 4 * (shown.match(/\p{Script=Latin}/gu) ?? []).length;
  const levels = bidi.getEmbeddingLevels(shown, isRightToLeft ? 'rtl' : 'ltr');
  const cells = cellsOf(shown, weight, levels.levels);
  const lines = breakLines(cells, size, width).map(([from, to]) => {
    const first = cells[from] as Cell;
    const last = cells[to - 1] as Cell;
    const order = bidi.getReorderedIndices(shown, levels, first.start, last.start + last.text.length - 1);
    return lineOf(cells.slice(from, to), order, size, byWord && isSimple(shown));
  });
  return { lines, isRightToLeft, hasOtherDirection: rtlCount > 0, shown };
}

function cellsOf(text: string, weight: Weight, levels: Uint8Array): Cell[] {
  const cells: Cell[] = [];
  let start = 0;
  let before: Face | undefined;
  for (const cluster of clustersOf(text)) {
    const face = faceFor(cluster, weight, before) ?? (faceFor('?', weight) as Face);
    cells.push({ text: cluster, face, level: levels[start] ?? 0, start });
    before = face;
    start += cluster.length;
  }
  return cells;
}

const isSpace = (cell: Cell | undefined) => cell !== undefined && /^[ \u3000]+$/u.test(cell.text);

/** Greedy: [from, to) of each line, trailing space left out. */
function breakLines(cells: Cell[], size: number, width: number): [number, number][] {
  const lines: [number, number][] = [];
  let from = 0;
  let lastFit = 0;
  while (from < cells.length) {
    while (isSpace(cells[from])) from += 1;
    if (from >= cells.length) break;
    let to = from;
    lastFit = from;
    let used = 0;
    while (to < cells.length) {
      let end = to;
      while (isSpace(cells[end])) end += 1;
      while (end < cells.length && !isSpace(cells[end])) end += 1;
      const wordWidth = widthOf(cells.slice(to, end), size);
      if (used + wordWidth > width) break;
      used += wordWidth;
      to = end;
      lastFit = end;
    }
    if (lastFit === from) lastFit = cutWord(cells, from, size, width);
    lines.push([from, lastFit]);
    from = lastFit;
  }
  return lines.length === 0 ? [] : lines;
}

/** How far a single word too long for a line goes: at least one cluster. */
function cutWord(cells: Cell[], from: number, size: number, width: number): number {
  let to = from + 1;
  let used = widthOf(cells.slice(from, to), size);
  while (to < cells.length && !isSpace(cells[to])) {
    used += widthOf(cells.slice(to, to + 1), size);
    if (used > width) break;
    to += 1;
  }
  return to;
}

/** Words that were shaped alone may fail together; then they are set plainly. */
function shaped(face: Face, text: string): Shaped {
  return shape(face.font, text) ?? { advance: text.length * 0.5, features: plainFeatures };
}

/** The words of a line, and each of its spaces, from what is known of them. */
function shapedByWord(face: Face, text: string): Shaped {
  const words = text.split(/( )/).filter((word) => word !== '');
  return { advance: words.reduce((sum, word) => sum + shaped(face, word).advance, 0), features: lettersApart };
}

const textWidth = (face: Face, text: string, size: number) => shaped(face, text).advance * face.scale * size;

function widthOf(cells: Cell[], size: number): number {
  let width = 0;
  for (let at = 0; at < cells.length; ) {
    const { face } = cells[at] as Cell;
    let text = '';
    while (at < cells.length && cells[at]?.face === face) text += (cells[at++] as Cell).text;
    width += textWidth(face, text, size);
  }
  return width;
}

/** Runs in visual order. `order` holds code-unit indices left to right, as the bidirectional algorithm gives them. */
function lineOf(cells: Cell[], order: number[], size: number, byWord: boolean): Line {
  const byStart = new Map(cells.map((cell) => [cell.start, cell]));
  const visual = order.map((index) => byStart.get(index)).filter((cell) => cell !== undefined);
  const runs: Run[] = [];
  let x = 0;
  for (let at = 0; at < visual.length; ) {
    const { face, level } = visual[at] as Cell;
    const group: Cell[] = [];
    while (at < visual.length && visual[at]?.face === face && visual[at]?.level === level)
      group.push(visual[at++] as Cell);
    const text = level % 2 === 1 ? rightToLeft(group) : group.map((cell) => cell.text).join('');
    const { advance, features } = byWord ? shapedByWord(face, text) : shaped(face, text);
    const width = advance * face.scale * size;
    runs.push({ text, face, x, width, features });
    x += width;
  }
  return { runs, width: x };
}

/**
 * A right-to-left group as the font wants it. A script written that way is shaped from its logical order and turned round
 * by the font engine; brackets and spaces alone are not, so they are mirrored and left in visual order.
 */
function rightToLeft(visual: Cell[]): string {
  const logical = [...visual].sort((a, b) => a.start - b.start).map((cell) => cell.text);
  if (/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(logical.join('')))
    return logical.join('');
  return visual.map((cell) => bidi.getMirroredCharacter(cell.text) ?? cell.text).join('');
}
