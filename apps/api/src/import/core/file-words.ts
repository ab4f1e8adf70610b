import { type FileRefusal, mostBytes } from './decode.ts';
import { mostColumns, mostRows } from './parse.ts';

/** What to do about a file that cannot be read at all. */
export const fileWords: Record<FileRefusal, string> = {
  empty: 'There is nothing in this file.',
  'too-large': `This file is larger than ${mostBytes / 1_000_000} MB. Split it, and bring in one part after the other.`,
  workbook:
    'This is a workbook of a spreadsheet program. Open it there and save it as CSV (UTF-8), then choose that file.',
  pdf: 'This is a PDF. Ask the other system for CSV instead.',
  'not-text': 'There are characters in this file that no text has. Save it as CSV (UTF-8) and choose that file.',
  encoding: 'The letters of this file cannot be told. Save it as CSV (UTF-8) and choose that file.',
  'no-header': 'The first line has to name the columns, and this one has somebody’s details in it.',
  'no-rows': 'There is a first line with names of columns, and nothing below it.',
  'too-many-rows': `There are more than ${mostRows.toLocaleString('en-GB')} lines in this file. Split it, and bring in one part after the other.`,
  'too-many-columns': `There are more than ${mostColumns} columns in this file.`,
  quotes:
    'A quotation mark stands where none can, so that nobody can say where the cell ends. Put this line right first:',
  'line-too-long': 'One line is longer than a whole letter. A quotation mark is missing in it, or in a line before it:',
};
