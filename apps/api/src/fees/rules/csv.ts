/** A sum of ours in pounds and pence, for a cell: "-45.50". */
export const csvMoney = (pence: number): CsvNumber => ({
  number: `${pence < 0 ? '-' : ''}${poundsOf(Math.abs(pence))}`,
});
export type CsvNumber = { number: string };
export type CsvCell = string | CsvNumber;

const poundsOf = (pence: number) => `${Math.trunc(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;

/** So that a spreadsheet takes the file for what it is: UTF-8. */
export const csvStart = '\uFEFF';

/**
 * One record by RFC 4180: quoted where it must be, ended by CR LF. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers are ours, made here, and stay numbers.
 */
export function csvRecord(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quoted(guarded(cell)) : cell.number)).join(',')}\r\n`;
}

// What begins a formula in Excel, LibreOffice and Sheets, also behind spaces, and in the wide forms that some of them fold.
const guarded = (text: string) => (/^[\s\u0000]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
