import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decode, mostBytes } from './decode.ts';
import { delimiterOf, mostRows, parseCsv } from './parse.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, order: 'le' | 'be', mark = true) => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const parsed = async (text: string) => {
  const read = await parseCsv(text);
  if (!read.ok) throw new Error(`${read.refusal}:${read.line}`);
  return read;
};

describe('the letters of a file', () => {
  test.each([
    ['UTF-8', utf8('Name\nSiân'), 'utf-8'],
    ['UTF-8 with a mark', utf8('\uFEFFName\nSiân'), 'utf-8'],
    ['UTF-16, little end first', utf16('Name\nSiân', 'le'), 'utf-16'],
    ['UTF-16, big end first', utf16('Name\nSiân', 'be'), 'utf-16'],
    ['UTF-16 without a mark', utf16('First name,Last name\nSiân,Prys', 'le', false), 'utf-16'],
    ['UTF-16 without a mark, big end first', utf16('First name,Last name\nSian,Prys', 'be', false), 'utf-16'],
    [
      'Windows-1252',
      Uint8Array.from([...utf8('Name\nSi'), 0xe2, ...utf8('n O'), 0x92, ...utf8('Brien')]),
      'windows-1252',
    ],
  ])('%s is read', (_, bytes, encoding) => {
    const read = decode(bytes);
    expect(read).toMatchObject({ ok: true, encoding });
    expect(read.ok && read.text).toMatch(/^(First n|N)ame/);
    expect(read.ok && read.text).toMatch(/Si[âa]n/);
  });

  test.each([
    ['nothing', utf8(''), 'empty'],
    ['spaces alone', utf8(' \n \n'), 'empty'],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), 'workbook'],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'workbook'],
    ['a PDF', utf8('%PDF-1.7 …'), 'pdf'],
    ['a NUL among the letters', utf8('Name\nSi\u0000an\nand some more of it'), 'not-text'],
    ['a byte that has no letter anywhere', Uint8Array.from([...utf8('Name\nSi'), 0x81, 0xe2]), 'encoding'],
    ['half a UTF-16 letter', Uint8Array.from([0xff, 0xfe, 0x41]), 'encoding'],
    ['more than fits', new Uint8Array(mostBytes + 1).fill(65), 'too-large'],
  ])('%s is refused by name', (_, bytes, refusal) => expect(decode(bytes)).toEqual({ ok: false, refusal }));

  it('never throws, whatever the bytes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void expect(typeof decode(bytes).ok).toBe('boolean')),
    ));
});

describe('the lines of a file', () => {
  test.each([
    ['commas', 'Name,Born\r\nAda,1990-01-02\r\n', ','],
    ['semicolons with commas in cells', 'Name;Born\n"Prys, Ada";1990-01-02\n', ';'],
    ['tabs', 'Name\tBorn\nAda\t1990-01-02', '\t'],
    ['bars', 'Name|Born\nAda|1990-01-02', '|'],
    ['a spreadsheet’s own word for it', 'sep=;\nName;Born\nAda;1990-01-02', ';'],
    ['old Macintosh line ends', 'Name,Born\rAda,1990-01-02\r', ','],
  ])('%s', async (_, text, delimiter) => {
    const read = await parsed(text);
    expect(read.delimiter).toBe(delimiter);
    expect(read.header).toEqual(['Name', 'Born']);
    expect(read.rows[0]?.cells).toHaveLength(2);
  });

  it('have the number that an editor shows, also after line breaks within a cell and empty lines', async () => {
    const text = 'Name,Note\n\nAda,"one\ntwo\r\nthree"\nBea,x\n\n\nCyd,"a\nb"\n,\nDot,y';
    const lines = text.replaceAll('\r\n', '\n').split('\n');
    for (const { line, cells } of (await parsed(text)).rows)
      expect(lines[line - 1]).toMatch(new RegExp(`^${cells[0]},`));
    expect((await parsed(text)).rows.map(({ line }) => line)).toEqual([3, 6, 9, 12]);
    expect((await parsed(`sep=,\n${text}`)).rows.map(({ line }) => line)).toEqual([4, 7, 10, 13]);
  });

  test.each([
    ['a mark in the middle of a cell', 'Name,Note\nAda,x\nBea,a "b" c\nCyd,"d" e\n', 'quotes'],
    ['words after a closing mark', 'Name,Note\nAda,"x" y\n', 'quotes'],
    ['a mark that is never closed', 'Name,Note\nAda,"x\nBea,y\nCyd,z', 'quotes'],
    ['a first line of somebody’s details', 'Ada,Prys,1990-01-02\nBea,Prys,1991-01-02', 'no-header'],
    ['a first line with an address', 'Ada,ada@post.example\nBea,bea@post.example', 'no-header'],
    ['a first line without a name', ',,\nAda,Prys,x', 'no-header'],
    ['a first line and nothing more', 'Name,Born\n\n,\n', 'no-rows'],
    ['a line longer than a letter', `Name,Note\nAda,"${'x'.repeat(300_000)}"`, 'line-too-long'],
    ['too many columns', `${Array.from({ length: 201 }, (_, n) => `c${n}`).join(',')}\n1`, 'too-many-columns'],
    ['too many lines', `Name\n${'x\n'.repeat(mostRows + 1)}`, 'too-many-rows'],
  ])('%s refuses the file by name', async (_, text, refusal) =>
    expect(await parseCsv(text)).toMatchObject({ ok: false, refusal }),
  );

  it('say where a stray quotation mark stands', async () =>
    expect(await parseCsv('Name,Note\nAda,x\nBea,"y" z\n')).toEqual({ ok: false, refusal: 'quotes', line: 3 }));

  it('come back as they were written, whatever stands in a cell', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { minLength: 2, maxLength: 2 }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (rows) => {
          const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
          const text = [['one', 'other'], ...rows].map((cells) => cells.map(quoted).join(',')).join('\n');
          const kept = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
          const read = await parseCsv(text);
          if (kept.length === 0) expect(read.ok).toBe(false);
          else expect(read.ok && read.rows.map(({ cells }) => cells)).toEqual(kept);
        },
      ),
      { numRuns: 200 },
    ));

  it('part at the sign that all lines have equally often', () =>
    expect(delimiterOf('a;b\n"x,y,z";1\n"p,q";2')).toBe(';'));
});
