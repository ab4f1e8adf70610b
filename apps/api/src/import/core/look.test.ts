import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { csvCell, reportCsv } from '../report.ts';
import { guessColumns, type ImportKind } from './fields.ts';
import { lookAt } from './look.ts';
import { parseCsv } from './parse.ts';
import { firstPlan, type Plan } from './plan.ts';
import { problemWords } from './problems.ts';

const leila = {
  id: '00000000-0000-4000-8000-00000000000a',
  fullName: 'Leila Amin',
  shortName: 'Leila A.',
  email: 'leila@practice.example',
};
const world = {
  now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
  zone: 'Europe/London',
  todayOn: '2026-11-23',
  therapists: [
    leila,
    {
      id: '00000000-0000-4000-8000-00000000000b',
      fullName: 'Tomos Rees',
      shortName: 'Tomos R.',
      email: 'tomos@practice.example',
    },
  ],
};

async function look(kind: ImportKind, text: string, over: Partial<Plan> = {}) {
  const read = await parseCsv(text);
  if (!read.ok) throw new Error(read.refusal);
  const plan = { ...firstPlan(kind, read.header), ...over };
  return lookAt(kind, { ...read, encoding: 'utf-8' }, plan, world);
}
const said = { state: 'active', contactIsSafe: true, minutes: 50 } as const;
const why = async (kind: ImportKind, text: string, over: Partial<Plan> = {}) =>
  (await look(kind, text, { ...said, ...over })).problems.map(({ line, code }) => `${line} ${code}`);

describe('columns', () => {
  test.each([
    [
      'clients',
      ['Patient ID', 'First Name', 'Surname', 'Date of Birth', 'Email Address', 'Mobile', 'Notes'],
      { reference: 0, firstName: 1, lastName: 2, bornOn: 3, email: 4, mobile: 5 },
    ],
    ['clients', ['Client', 'DOB', 'Practitioner', 'Status'], { fullName: 0, bornOn: 1, therapist: 2, state: 3 }],
    [
      'sessions',
      ['Client ID', 'Appointment date', 'Start time', 'Duration', 'Status'],
      { reference: 0, date: 1, time: 2, minutes: 3, status: 4 },
    ],
    [
      'scores',
      ['ClientID', 'Measure', 'Date', 'Score', 'Q1', 'Q2'],
      { reference: 0, measure: 1, date: 2, total: 3, 'item:1': 4, 'item:2': 5 },
    ],
  ] as const)('of %s are known by their names: %j', (kind, header, columns) =>
    expect(guessColumns(kind, header)).toEqual(columns),
  );

  it('that stand there twice are left to the person', () =>
    expect(guessColumns('clients', ['Name', 'Email', 'Email'])).toEqual({ fullName: 0 }));

  it('that are needed are asked for, in words that leave a choice', async () =>
    expect((await look('sessions', 'Who,What\nAda,x')).questions).toMatchObject([
      { kind: 'columns', missing: [['reference'], ['firstName', 'lastName', 'bornOn'], ['date'], ['status']] },
      { kind: 'minutes' },
    ]));
});

describe('what is asked', () => {
  const clients =
    'First name,Last name,DOB,Status,Therapist,Email\nAda,Prys,03/04/1990,Current,Leila Amin,ada@post.example\n';
  it('is the order of the dates by five samples, and the answer holds for the file', async () => {
    const asked = await look('clients', clients, said);
    expect(asked.questions).toEqual([
      { kind: 'date-order', isMixed: false, samples: [{ cell: '03/04/1990', dmy: '1990-04-03', mdy: '1990-03-04' }] },
    ]);
    expect(asked.read.lines).toEqual([]);
    const { read } = await look('clients', clients, { ...said, dateOrder: 'dmy' });
    expect(read.lines).toMatchObject([{ line: 2, bornOn: '1990-04-03', state: 'active', therapistId: leila.id }]);
  });

  it('is not the order where the column settles it', async () =>
    expect((await look('clients', `${clients}Bea,Prys,13/04/1990,Current,,\n`, said)).questions).toEqual([]));

  it('is each word that could mean several things, once', async () => {
    const asked = await look(
      'clients',
      `${clients.replace('03/04', '13/04')}Bea,Prys,14/04/1990,Paused,L. Amin,\n`,
      said,
    );
    expect(asked.questions).toEqual([
      { kind: 'words', field: 'state' },
      { kind: 'words', field: 'therapist' },
    ]);
    const words = { state: { paused: 'ended' }, therapist: { 'l. amin': leila.id } };
    expect(
      (
        await look('clients', `${clients.replace('03/04', '13/04')}Bea,Prys,14/04/1990,Paused,L. Amin,\n`, {
          ...said,
          words,
        })
      ).read.lines,
    ).toMatchObject([{}, { state: 'ended', therapistId: leila.id }]);
  });

  it('is whether addresses are safe, and whether people still come where no column says it', async () =>
    expect((await look('clients', 'Name,Email\nAda Prys,ada@post.example')).questions).toEqual([
      { kind: 'state', lines: 1 },
      { kind: 'contact', lines: 1 },
    ]));

  it('is not asked of a column with more words than a status has', async () => {
    const many = Array.from({ length: 70 }, (_, n) => `Ada Prys,a note about them ${n}`).join('\n');
    expect((await look('clients', `Name,Status\n${many}`, said)).questions).toEqual([
      { kind: 'too-many-words', field: 'state' },
    ]);
  });
});

describe('lines stay out with their reason', () => {
  const head = 'Ref,First name,Last name,DOB,Email,Mobile\n';
  test.each([
    ['1,Ada,Prys,1990-04-03,ada@post.example', 'row-length'],
    ['1,Ada,Prys,1990-04-03,,07700 900111,more', 'row-length'],
    ['1,,Prys,1990-04-03,,', 'first-name-missing'],
    ['1,Ada,,1990-04-03,,', 'last-name-missing'],
    [`1,${'x'.repeat(61)},Prys,,,`, 'too-long'],
    ['1,=1+1,Prys,,,', 'formula'],
    ['1,@SUM(A1),Prys,,,', 'formula'],
    ['1,-cmd|x,Prys,,,', 'formula'],
    ['1,Ada\u202Eyrp,Prys,,,', 'hidden-marks'],
    ['1,"Ada\nB",Prys,,,', 'hidden-marks'],
    ['1,Ada,Prys,31/02/1990,,', 'impossible-date'],
    ['1,Ada,Prys,1900-01-01,,', 'date-out-of-range'],
    ['1,Ada,Prys,9999-12-31,,', 'date-out-of-range'],
    ['1,Ada,Prys,2027-01-01,,', 'in-the-future'],
    ['1,Ada,Prys,03/04/90,,', 'short-year'],
    ['1,Ada,Prys,,not an address,', 'email-bad'],
    ['1,Ada,Prys,,,4.47701E+11', 'telephone-bad'],
    ['1,Ada,Prys,,,12345', 'telephone-bad'],
  ])('%s: %s', async (line, code) => expect(await why('clients', `${head}${line}\n`)).toEqual([`2 ${code}`]));

  it('and what is plain comes in: plus signs, brackets, numbers kept as text, names with marks', async () => {
    const { read, problems } = await look(
      'clients',
      `${head}"=""0017""",Róisín,O’Brien-Núñez,1990-04-03,R.O@Post.example,+44 (0)7700 900111\n`,
      said,
    );
    expect(problems).toEqual([]);
    expect(read.lines).toMatchObject([
      { reference: '0017', firstName: 'Róisín', lastName: 'O’Brien-Núñez', telephone: '+44 (0)7700 900111' },
    ]);
  });

  test.each([
    ['1,2026-11-22,18:00,Attended', null],
    ['1,2026-11-24,18:00,Booked', 'to-come'],
    ['1,2026-11-22,,Attended', 'time-missing'],
    ['1,2026-11-22,25:00,Attended', 'time-bad'],
    ['1,,18:00,Attended', 'date-missing'],
    ['1,2026-11-22,18:00,', 'outcome-missing'],
    [',2026-11-22,18:00,Attended', 'nobody-named'],
  ])('a session %s: %s', async (line, code) => {
    const words = { status: { booked: 'attended' } };
    expect(await why('sessions', `Ref,Date,Time,Status\n${line}\n`, { words })).toEqual(
      code === null ? [] : [`2 ${code}`],
    );
  });

  it('a session’s length comes from its end, and an end before the beginning is none', async () => {
    const text =
      'Ref,Start,End,Status\n1,2026-11-20 18:00,2026-11-20 18:50,Attended\n2,2026-11-20 18:00,2026-11-20 17:00,Attended\n';
    const { read, problems } = await look('sessions', text);
    expect(read.lines).toMatchObject([{ startsLocal: '2026-11-20T18:00' }]);
    expect(problems).toMatchObject([{ line: 3, code: 'minutes-bad' }]);
  });

  it('all of them, whatever stands in the cells: every line comes in or has a reason, and nothing throws', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('clients', 'sessions', 'scores') as fc.Arbitrary<ImportKind>,
        fc.array(
          fc.array(
            fc.oneof(
              fc.string({ unit: 'binary', maxLength: 12 }),
              fc.constantFrom('1', '2026-01-02', '18:00', 'attended', 'phq-9', '12'),
            ),
            { minLength: 5, maxLength: 6 },
          ),
          { minLength: 1, maxLength: 12 },
        ),
        async (kind, lines) => {
          const header = {
            clients: ['Ref', 'First name', 'Last name', 'DOB', 'Email'],
            sessions: ['Ref', 'Date', 'Time', 'Length', 'Place'],
            scores: ['Ref', 'Date', 'Total', 'Q1', 'Q2'],
          }[kind];
          const rows = lines.map((cells, at) => ({ line: at + 2, cells }));
          const plan: Plan = {
            ...firstPlan(kind, header),
            ...said,
            dateOrder: 'dmy',
            measure: 'phq-9',
            words: { place: Object.fromEntries(lines.map((cells) => [(cells[4] ?? '').toLowerCase(), 'leave-out'])) },
          };
          const { questions, read, problems } = await lookAt(kind, { header, rows, encoding: 'utf-8' }, plan, world);
          for (const { code } of problems) expect(problemWords).toHaveProperty(code);
          if (questions.length > 0) return;
          const out = new Set(problems.map(({ line }) => line));
          for (const { line } of rows)
            expect([line, out.has(line) !== read.lines.some((one) => one.line === line)]).toEqual([line, true]);
        },
      ),
      { numRuns: 150 },
    ));
});

describe('the report', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+44', "'+44"],
    ['@x', "'@x"],
    ['-x', "'-x"],
    ['\tx', "'\tx"],
    ['a,b', '"a,b"'],
    ['=a,"b"', '"\'=a,""b"""'],
    ['plain', 'plain'],
  ])('writes %j as %j', (text, cell) => expect(csvCell(text)).toBe(cell));

  it('is three columns, and repeats nothing of a line', () =>
    expect(
      reportCsv(
        ['=cmd', 'DOB'],
        [
          { line: 3, column: 0, code: 'formula' },
          { line: 4, column: null, code: 'line-twice' },
        ],
      ),
    ).toBe(`\uFEFFLine,Column,Why\r\n3,'=cmd,"${problemWords.formula}"\r\n4,,${problemWords['line-twice']}\r\n`));
});
