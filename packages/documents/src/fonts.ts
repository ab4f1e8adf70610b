/// <reference path="./fontkit.d.ts" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { mendAnchors, shape } from './shaping.ts';
import { plainFont } from './woff.ts';

/**
 * Which font draws what. The first that has every sign of a cluster draws it: Source Sans for Latin, Greek and Cyrillic;
 * one Noto face for each script that joins or stacks; DejaVu last, whole, for marks that combine and for symbols.
 * A script that none of them has (Chinese, Japanese, Korean, Thai, Tamil…) is shown by number, never as an empty box.
 */
const sources = [
  ['source-latin', '@fontsource/source-sans-3/files/source-sans-3-latin-{weight}-normal.woff'],
  ['source-latin-ext', '@fontsource/source-sans-3/files/source-sans-3-latin-ext-{weight}-normal.woff'],
  ['source-vietnamese', '@fontsource/source-sans-3/files/source-sans-3-vietnamese-{weight}-normal.woff'],
  ['source-greek', '@fontsource/source-sans-3/files/source-sans-3-greek-{weight}-normal.woff'],
  ['source-greek-ext', '@fontsource/source-sans-3/files/source-sans-3-greek-ext-{weight}-normal.woff'],
  ['source-cyrillic', '@fontsource/source-sans-3/files/source-sans-3-cyrillic-{weight}-normal.woff'],
  ['source-cyrillic-ext', '@fontsource/source-sans-3/files/source-sans-3-cyrillic-ext-{weight}-normal.woff'],
  ['arabic', '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-{weight}-normal.woff'],
  ['hebrew', '@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-{weight}-normal.woff'],
  ['devanagari', '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-{weight}-normal.woff'],
  ['bengali', '@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali-{weight}-normal.woff'],
  ['gurmukhi', '@fontsource/noto-sans-gurmukhi/files/noto-sans-gurmukhi-gurmukhi-{weight}-normal.woff'],
  ['dejavu', 'dejavu-fonts-ttf/ttf/DejaVuSans{bold}.ttf'],
] as const;

export type Weight = 400 | 600;
/** `scale` makes the small letters of every face about as tall: DejaVu's x-height is 0.55 of its size, Source Sans's 0.49. */
export type Face = { name: string; bytes: Uint8Array; font: Font; covers: ReadonlySet<number>; scale: number };

const require = createRequire(import.meta.url);
const opened = new Map<Weight, Face[]>();

/**
 * Every face of a weight, in order of preference. Read once. A face covers what it has in both weights, so that a sign is
 * drawn or noted alike in a heading and in the text below it.
 * @throws when a font package is not installed
 */
export function facesOf(weight: Weight): readonly Face[] {
  if (opened.size === 0) {
    const regular = sources.map(([name, path]) => openFace(name, path, 400));
    const strong = sources.map(([name, path]) => openFace(name, path, 600));
    opened.set(
      400,
      regular.map((face, at) => shared(face, strong[at] as Face)),
    );
    opened.set(
      600,
      strong.map((face, at) => shared(face, regular[at] as Face)),
    );
  }
  return opened.get(weight) as Face[];
}

function openFace(name: string, path: string, weight: Weight): Face {
  const file = path.replace('{weight}', String(weight)).replace('{bold}', weight === 600 ? '-Bold' : '');
  const bytes = plainFont(readFileSync(require.resolve(file)));
  const font = create(bytes);
  mendAnchors(font);
  return {
    name: `${name}-${weight}`,
    bytes,
    font,
    covers: new Set(font.characterSet),
    scale: name === 'dejavu' ? 0.89 : 1,
  };
}

const shared = (face: Face, other: Face): Face => ({
  ...face,
  covers: face.covers.intersection(other.covers as Set<number>),
});

// Signs that shape their neighbours and are not drawn; a font need not have them.
const joiners = /\u200C|\u200D|[\uFE00-\uFE0F]/gu;
// Never drawn, whatever a font holds: controls, direction overrides, lone surrogates, tags.
const undrawable = /[\p{Cc}\p{Cs}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
const clusters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

// Where no sign can join another, a cluster is a sign; asking the segmenter costs ten times as much.
const simple = /^[\n\x20-\x7E\xA0-\xAC\xAE-\u024F\u2013-\u201D\u2022\u2026\u20AC]*$/;

export const isSimple = (text: string) => simple.test(text);

export function clustersOf(text: string): string[] {
  return isSimple(text) ? [...text] : [...clusters.segment(text)].map((part) => part.segment);
}

/** The face that has every sign of one cluster, or undefined. White space goes with any face. */
export function faceFor(cluster: string, weight: Weight, before?: Face): Face | undefined {
  const signs = [...cluster.replace(joiners, '')].map((sign) => sign.codePointAt(0) as number);
  const has = (face: Face) => signs.every((sign) => face.covers.has(sign));
  const [plain] = facesOf(weight);
  if (/^[\s\u00A0]+$/u.test(cluster)) return before?.covers.has(0x20) ? before : plain;
  if (undrawable.test(cluster)) return undefined;
  // Several pictures joined to one, or one with a skin tone, would come out as a row of parts.
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(cluster) && signs.length > 1) return undefined;
  return facesOf(weight).find(has);
}

/** Signs of a text that no face can draw, each once, in order: "U+738B". Empty is good news. */
export function missingGlyphs(text: string): string[] {
  const missing = new Set<string>();
  for (const cluster of clustersOf(wellFormed(text)))
    if (cluster !== '\n' && faceFor(cluster, 400) === undefined)
      for (const sign of cluster) missing.add(numberOf(sign));
  return [...missing];
}

const numberOf = (sign: string) => `U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * The text with a visible note where a sign cannot be drawn: "[emoji]" for a picture, else the numbers, "[U+738B U+5C0F]",
 * from which anyone can read the name back. NFC, tabs to spaces, no other change.
 */
export function showable(text: string, weight: Weight = 400): string {
  const plain = wellFormed(text).normalize('NFC').replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  return plain
    .split(/( +|\n)/)
    .map((word) => showableWord(word, weight))
    .join('');
}

function showableWord(word: string, weight: Weight): string {
  let shown = '';
  let hidden: string[] = [];
  const flush = () => {
    if (hidden.length > 0) shown += `[${hidden.join(' ')}]`;
    hidden = [];
  };
  for (const { text, face } of stretches(word, weight)) {
    const isDrawn = text === '\n' || (face !== undefined && shape(face.font, text) !== undefined);
    if (isDrawn) {
      flush();
      shown += text;
    } else if (isPicture(text)) {
      if (hidden.at(-1) !== 'emoji') hidden.push('emoji');
    } else hidden.push(...[...text].map(numberOf));
  }
  flush();
  return shown;
}

const isPicture = (text: string) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text);

/** A word in stretches of one face; what no face has stands alone, cluster by cluster. */
function stretches(word: string, weight: Weight): { text: string; face: Face | undefined }[] {
  const found: { text: string; face: Face | undefined }[] = [];
  for (const cluster of clustersOf(word)) {
    const before = found.at(-1);
    const face = faceFor(cluster, weight, before?.face);
    if (before && face !== undefined && before.face === face) before.text += cluster;
    else found.push({ text: cluster, face });
  }
  return found;
}

// Half a character can come only from outside the forms; it is shown as the replacement sign.
const wellFormed = (text: string) => text.toWellFormed();
