import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facesOf, missingGlyphs, showable } from './fonts.ts';
import { layParagraph } from './lines.ts';

describe('which signs can be drawn', () => {
  it.each([
    ['Welsh', 'Siân Ŵyn Llŷr ŷ ẁ ẅ'],
    ['Gaelic', 'Ruaidhrí Ó Dómhnaill Ṁ'],
    ['Polish, Czech, Turkish, Romanian', 'Łódź Čeština Şükrü Ștefan'],
    ['Vietnamese', 'Nguyễn Thị Hồng'],
    ['Yoruba, with marks that combine', 'Ọlọ́runṣẹ̀yẹ x\u0302'],
    ['Greek, Cyrillic', 'Ἀθηνᾶ Наталія'],
    ['Arabic, Urdu', 'مُحَمَّد ٹیپو'],
    ['Hebrew', 'שָׁלוֹם'],
    ['Hindi, Bengali, Punjabi', 'क्षत्रिय শ্রেয়া ਗੁਰਪ੍ਰੀਤ'],
    ['money and quotes', '£45 €3 “yes” – no … ½ ✓'],
  ])('%s: all', (_what, text) => {
    expect(missingGlyphs(text)).toEqual([]);
    expect(showable(text)).toBe(text.normalize('NFC'));
  });
  it.each([
    ['王小明', '[U+738B U+5C0F U+660E]'],
    ['Ann 王', 'Ann [U+738B]'],
    ['🪻🪻 Ann 👩🏽‍⚕️', '[emoji] Ann [emoji]'],
    ['a\u202Eb', 'a[U+202E]b'],
    ['a\u0000b', 'a[U+0000]b'],
    ['a\uD800b', 'a\uFFFDb'],
  ])('%j is never a box: %s', (text, shown) => {
    expect(showable(text)).toBe(shown);
    expect(missingGlyphs(showable(text))).toEqual([]);
  });
  it('says which, each once', () => expect(missingGlyphs('王王 明')).toEqual(['U+738B', 'U+660E']));
  it('is the same in both weights', () => {
    for (const text of ['\u{1D5D4}', 'Siân سلام 王']) expect(showable(text, 600)).toBe(showable(text, 400));
  });
});

describe('lines', () => {
  const drawn = (text: string, width = 460) => layParagraph(text, 11, 400, width);
  it('puts a right-to-left name inside an English sentence where a reader expects it', () => {
    const [line] = drawn('Between سلام بنت (ليلى) and Ann.').lines;
    // Left to right on the page: the English, then the Arabic from its last word to its first, brackets turned.
    expect(line?.runs.map((run) => run.text.trim())).toEqual(['Between', '(', 'ليلى', ')', 'سلام بنت', 'and Ann.']);
    const xs = line?.runs.map((run) => run.x) ?? [];
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
  });
  it('sets a text of its own in Arabic from the right', () => expect(drawn('سلام بنت يوسف').isRightToLeft).toBe(true));
  it('joins Arabic letters', () => {
    const face = facesOf(400).find((one) => one.name === 'arabic-400');
    const alone = face?.font.layout('ه').glyphs[0]?.id;
    expect(face?.font.layout('ههه').glyphs.map((glyph) => glyph.id)).not.toContain(alone);
  });
  it('shapes the Gurmukhi that the engine throws on', () => expect(showable('ਪੰਜਾਬੀ ਸਿੰਘ')).toBe('ਪੰਜਾਬੀ ਸਿੰਘ'));
  it('keeps every letter of a number apart', () => {
    const run = layParagraph('ffff', 9, 400, 400).lines[0]?.runs[0];
    expect(run?.face.font.layout('ffff', run.features()).glyphs).toHaveLength(4);
  });
  it.each([
    ['in words', 'word '.repeat(1000)],
    ['without a space', 'x'.repeat(5000)],
    ['of marks', `a${'\u0301'.repeat(5000)}`],
    ['of brackets', ')(\\'.repeat(1700)],
    ['turning', 'ا(b'.repeat(1700)],
  ])('5,000 signs %s stay within the measure and lose nothing', (_what, text) => {
    const laid = drawn(text);
    for (const line of laid.lines) expect(line.width).toBeLessThanOrEqual(460.01);
    const count = (one: string) => [...one.replace(/\s/g, '')].length;
    expect(laid.lines.flatMap((line) => line.runs).reduce((sum, run) => sum + count(run.text), 0)).toBe(
      count(laid.shown),
    );
  });
  it('takes any text at all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(400 as const, 600 as const),
        (text, weight) => {
          const laid = layParagraph(text.replace(/\n/g, ' '), 11, weight, 120);
          // Only a single cluster may be wider than the line: there is nowhere to cut it.
          for (const line of laid.lines) expect(line.width <= 120.01 || line.runs.length === 1).toBe(true);
          expect(missingGlyphs(laid.shown)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
