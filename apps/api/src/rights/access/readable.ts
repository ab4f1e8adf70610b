import type { RecordPdfInput } from '@heather/documents';
import { localLabel } from '@heather/scheduling';
import { answersWords } from './answers-words.ts';
import type { ItemContent, Json, RecordRow } from './record-row.ts';
import { humanWords, type RecordTable, sections, tableNamed } from './record-tables.ts';

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
/** What tells a reader nothing: numbers and checksums stand in the machine-readable file. */
const unread = /(^|_)(sha256|version|ics_sequence|occurrence_key|zone|effect_pence)$/;

function valueWords(value: Json, zone: string): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    if (idPattern.test(value)) return '';
    return instantPattern.test(value) && value.endsWith('Z')
      ? localLabel(Temporal.Instant.from(value), zone, { withYear: true })
      : value;
  }
  if (value === null) return '';
  const inner = Array.isArray(value)
    ? value.map((each) => valueWords(each, zone))
    : Object.entries(value).map(([key, each]) => {
        const told = valueWords(each, zone);
        return told === '' ? '' : `${humanWords(key.replace(/([A-Z])/g, '_$1').toLowerCase())}: ${told}`;
      });
  const told = inner.filter((text) => text !== '');
  return told.join(told.some((text) => text.length > 60) ? '\n' : '; ');
}

/** Labels and words of one row; empty ones are left away. */
export function rowWords({ values }: RecordRow, table: RecordTable, zone: string): [label: string, value: string][] {
  return Object.entries(values)
    .filter(([column]) => column !== 'id' && column !== 'client_id' && column !== table.at && !unread.test(column))
    .map(([column, value]): [string, string] => {
      if (column.endsWith('_pence') && typeof value === 'number')
        return [humanWords(column.slice(0, -6)), (value / 100).toFixed(2)];
      const answers = column === 'answers' || column === 'answer' ? answersWords(table.name, values) : null;
      return [humanWords(column), answers ?? valueWords(value, zone)];
    })
    .filter(([, words]) => words !== '');
}

export function whenOf(row: RecordRow, table: RecordTable, zone: string): string {
  const at = table.at ? row.values[table.at] : null;
  return typeof at === 'string' ? valueWords(at, zone) : '';
}

type Part = RecordPdfInput['sections'][number]['parts'][number];

/** The same sections for the page and for paper. Rows that somebody wrote stand for themselves, many of a kind below one heading. */
export function readableSections(items: readonly ItemContent[], zone: string): RecordPdfInput['sections'] {
  const bySection = Map.groupBy(items, ({ table }) => tableNamed(table)?.section ?? 'more');
  return Object.entries(sections).flatMap(([key, heading]) => {
    const found = bySection.get(key as keyof typeof sections) ?? [];
    const parts = [...Map.groupBy(found, ({ table }) => table)].flatMap(([name, of]): Part[] => {
      const table = tableNamed(name);
      if (!table) return [];
      const rows = of.flatMap((item) => item.rows);
      if (table.look || rows.length <= 3)
        return rows.map((row) => {
          const when = whenOf(row, table, zone);
          return { heading: when ? `${table.title}, ${when}` : table.title, rows: rowWords(row, table, zone) };
        });
      const lines = rows.map((row) =>
        // Of who did what, the day is told: the minutes at which somebody works are theirs, and stand in the machine-readable file.
        [
          key === 'trail' ? dayOf(whenOf(row, table, zone)) : whenOf(row, table, zone),
          ...rowWords(row, table, zone).map(([label, words]) => `${label}: ${words}`),
        ]
          .filter((text) => text !== '')
          .join(' · ')
          .replaceAll('\n', '; '),
      );
      return [{ heading: `${table.title} (${rows.length})`, lines: together(lines) }];
    });
    return parts.length > 0 ? [{ heading, parts }] : [];
  });
}

const dayOf = (when: string) => when.replace(/, \d{2}:\d{2}$/, '');

/** Lines that say the same stand once, with how often. */
function together(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

/** One page that stands by itself: no script, nothing fetched. */
export function recordHtml(input: RecordPdfInput, files: readonly string[]): string {
  const body = input.sections.map(({ heading, parts }, index) => {
    const inner = parts.map(({ heading: title, rows = [], lines = [] }) => {
      const list = rows.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('');
      const all = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
      return `<article><h3>${escaped(title)}</h3>${list && `<dl>${list}</dl>`}${all && `<ul>${all}</ul>`}</article>`;
    });
    return `<section id="s${index}"><h2>${escaped(heading)}</h2>${inner.join('\n')}</section>`;
  });
  const contents = input.sections.map(({ heading }, index) => `<li><a href="#s${index}">${escaped(heading)}</a></li>`);
  const links = files.map((name) => `<li><a href="${escaped(name)}">${escaped(name)}</a></li>`);
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(input.title)}</title>
<style>body{font:1.0625rem/1.55 system-ui,sans-serif;color:#2a2330;background:#fbf8f3;max-width:46rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.9rem;line-height:1.2}h2{margin-top:2.5rem;border-top:1px solid #dcd3c6;padding-top:1rem}h3{font-size:1.0625rem;margin-bottom:.25rem}
dl{margin:0;display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:.2rem 1rem}dt{color:#4d4356}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
li{overflow-wrap:anywhere}a{color:#63376b}@media(max-width:30rem){dl{display:block}dd{margin-bottom:.6rem}}
@media(prefers-color-scheme:dark){body{background:#1d1921;color:#efe9f2}dt{color:#c9bfd1}a{color:#d6b3dd}h2{border-color:#4d4356}}</style></head>
<body><main><p>${escaped(input.practice)}</p><h1>${escaped(input.title)}</h1><p>For ${escaped(input.name)}</p>
${input.lead.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
${links.length > 0 ? `<h2>Files beside this page</h2><ul>${links.join('')}</ul>` : ''}
<nav aria-label="What is in it"><ul>${contents.join('')}</ul></nav>
${body.join('\n')}</main></body></html>
`;
}
