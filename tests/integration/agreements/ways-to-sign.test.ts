import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, openWorld, type World } from './world.ts';

let world: World;
let as: Actors;
beforeAll(async () => {
  world = await openWorld();
  as = await actors(world);
}, 60_000);
afterAll(() => world.close());

const one = async (sql: string, values: unknown[] = []) =>
  ((await world.db.admin(sql, values)) as { rows: Record<string, never>[] }).rows[0] as Record<string, never>;
const payloadOf = async (packId: string) =>
  (await one("SELECT payload FROM signature WHERE pack_id = $1 AND role = 'client'", [packId])).payload as never as {
    method: string;
    witnesses?: unknown;
    drawn?: { fileId: string };
    scan?: { fileId: string; contentType: string; sha256: string };
    auth: { methods: string[] };
  };

const drawing = [
  [
    [20, 100],
    [80, 40],
    [140, 120],
    [200, 60],
  ],
  [
    [220, 90],
    [300, 110],
  ],
] as [number, number][][];

const chunk = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data, Buffer.alloc(4)]);
};
const header = Buffer.from([0, 0, 0, 4, 0, 0, 0, 4, 8, 0, 0, 0, 0]);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(Buffer.alloc(20))),
  chunk('IEND', Buffer.alloc(0)),
]);
const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 4, 0, 4, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0]),
  Buffer.alloc(60, 1),
  Buffer.from([0xff, 0xd9]),
]);
const pdf = (more = '') =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R ${more}>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R]>> endobj\n3 0 obj <</Type /Page>> endobj\nstartxref\n9\n%%EOF\n`,
  );
const packed = (inside: string) => {
  const open = deflateSync(Buffer.from(inside));
  return Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj <</Type /Page>> endobj\n4 0 obj <</Type /ObjStm /Length ${open.length}>>\nstream\n`),
    open,
    Buffer.from('\nendstream endobj\nstartxref\n9\n%%EOF\n'),
  ]);
};

/** A pack on paper, and what staff copy from it. */
async function onPaper(over: Record<string, unknown> = {}) {
  const packId = (await as.sendTo(world.home.byPhoneId, 'paper')).packs[0]?.packId as string;
  world.server.advance({ minutes: 30 });
  const { questions } = await as.manager.agreements.printable({ packId });
  const at = world.server.now().subtract({ minutes: 10 }).toZonedDateTimeISO('Europe/London');
  return {
    packId,
    nameAsWritten: 'Graham Pike',
    signedOn: at.toPlainDate().toString(),
    signedTime: at.toPlainTime().toString({ smallestUnit: 'minute' }),
    isNoticeAcknowledged: true,
    answers: Object.fromEntries(questions.map(({ clauseId }) => [clauseId, 'no' as const])),
    key: key(),
    ...over,
  };
}

describe('a drawn name', () => {
  it('counts as a typed one, is bound by the signature, lies sealed and is drawn into the file', async () => {
    const packId = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
    const input = { ...(await as.signing(as.client, packId)), drawing };
    const witnesses = [{ role: 'interpreter' as const, name: 'Zofia Nowak' }];
    expect(await as.client.agreements.sign({ ...input, witnesses })).toMatchObject({ already: false });
    const payload = await payloadOf(packId);
    expect(payload).toMatchObject({
      method: 'drawn',
      witnesses,
      drawn: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const kept = await one('SELECT kind, content_type, bytes_sealed FROM sealed_file WHERE id = $1', [
      payload.drawn?.fileId,
    ]);
    expect(kept).toMatchObject({ kind: 'drawn-name', content_type: 'application/json' });
    expect((kept.bytes_sealed as never as Buffer).includes(Buffer.from('[20,100]'))).toBe(false);
    const withIt = (await as.client.agreements.download({ packId })).base64.length;
    const other = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
    await as.client.agreements.sign(await as.signing(as.client, other));
    expect(await payloadOf(other)).toMatchObject({ method: 'typed' });
    expect(withIt).toBeGreaterThan((await as.client.agreements.download({ packId: other })).base64.length);
    await as.therapist.agreements.countersign({ packId: other, nameTyped: 'Leila Anwar', key: key() });
    await world.server.runJobs();
    expect((await as.client.agreements.get({ packId: other })).isSealed).toBe(true);
  });

  it.each([
    [
      'a dot',
      [
        [
          [5, 5],
          [6, 5],
        ],
      ],
    ],
    ['nothing', []],
    [
      'strokes beyond the field',
      [
        [
          [0, 0],
          [900, 100],
        ],
      ],
    ],
    [
      'ten thousand points',
      [
        Array.from({ length: 1500 }, (_, at) => [at % 600, 5]),
        ...Array.from({ length: 4 }, () => Array.from({ length: 1400 }, (_, at) => [at % 600, 9])),
      ],
    ],
    [
      'words',
      [
        [
          ['<svg onload=1>', 1],
          [3, 4],
        ],
      ],
    ],
  ])('of %s is none', async (_, drawn) => {
    const packId = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
    const input = { ...(await as.signing(as.client, packId)), drawing: drawn };
    expect(await codeOf(as.client.agreements.sign(input as never))).toBe('bad-input');
  });

  it('never stands for the typed one', async () => {
    const packId = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
    const input = { ...(await as.signing(as.client, packId)), drawing, nameTyped: '' };
    expect(await codeOf(as.client.agreements.sign(input))).toBe('agreement/name-missing');
  });
});

describe('paper and spoken words', () => {
  it.each([
    ['image/png', png, 'png'],
    ['image/jpeg', jpeg, 'jpg'],
    ['application/pdf', pdf(), 'pdf'],
  ])(
    'a scan is known by its bytes as %s, sealed, and given back whole to those who may read what was signed',
    async (contentType, bytes, ending) => {
      const input = await onPaper({
        scan: bytes.toString('base64'),
        witnesses: [{ role: 'helper', name: 'Ann Pike' }],
      });
      await as.manager.agreements.recordPaper(input as never);
      const { packId } = input;
      const payload = await payloadOf(packId);
      expect(payload).toMatchObject({ method: 'paper', scan: { contentType }, witnesses: [{ name: 'Ann Pike' }] });
      const kept = await one('SELECT bytes_sealed FROM sealed_file WHERE id = $1', [payload.scan?.fileId]);
      expect((kept.bytes_sealed as never as Buffer).includes(bytes.subarray(8, 40))).toBe(false);
      const client = await world.server.clientCaller(world.home.byPhoneId);
      for (const given of [
        await as.manager.agreements.downloadScan({ packId }),
        await as.therapist.agreements.downloadScan({ packId }),
        await client.agreements.ownScan({ packId }),
      ]) {
        expect(given).toMatchObject({
          contentType,
          fileName: expect.stringMatching(new RegExp(`^scan-[\\d-]+\\.${ending}$`)),
        });
        expect(Buffer.from(given.base64, 'base64').equals(bytes)).toBe(true);
      }
      expect(await codeOf(as.frontDesk.agreements.downloadScan({ packId } as never))).toBe('forbidden');
      expect(await codeOf(as.colleague.agreements.downloadScan({ packId }))).toBe('not-found');
      expect(await codeOf(as.client.agreements.ownScan({ packId }))).toBe('not-found');
      const cookie = await world.server.staffCookie(world.home.managerId);
      const file = await world.server.servers.staff.inject({
        method: 'GET',
        url: `/files/scan/${packId}`,
        headers: { cookie, host: 'localhost:4100' },
      });
      expect(file.headers).toMatchObject({
        'content-type': contentType,
        'content-disposition': expect.stringMatching(/^attachment/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
      });
    },
  );

  it('refuses a hostile, cut-off, disguised or huge file, and records nothing of it', async () => {
    const input = await onPaper();
    const hostile: [string, Buffer][] = [
      ['a page of HTML', Buffer.from(`<!doctype html><script>alert(1)</script>${' '.repeat(100)}`)],
      ['a picture of words', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>${' '.repeat(100)}`)],
      ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
      ['an archive', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)])],
      ['a PNG that is cut off', png.subarray(0, png.length - 6)],
      ['a PNG with something behind it', Buffer.concat([png, Buffer.from('<script>')])],
      [
        'a PNG as large as a wall',
        Buffer.concat([png.subarray(0, 16), Buffer.from([0, 1, 0, 0, 0, 1, 0, 0]), png.subarray(24)]),
      ],
      [
        'a JPEG without a picture',
        Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(100), Buffer.from([0xff, 0xd9])]),
      ],
      ['a JPEG that goes on', Buffer.concat([jpeg, Buffer.from('%PDF-1.7')])],
      ['a PDF with a script', pdf('/OpenAction <</S /JavaScript /JS (app.alert(1))>>')],
      ['a PDF with a script under another spelling', pdf('/Open#41ction 5 0 R')],
      ['a PDF that starts a program', pdf('/AA <</O <</S /Launch>>>>')],
      ['a PDF with a file in it', pdf('/Names <</EmbeddedFiles 7 0 R>>')],
      ['a PDF that is locked', pdf('/Encrypt 9 0 R')],
      ['a PDF with a script in what is packed', packed('<</S /JavaScript /JS (x)>>')],
      ['a PDF that unpacks to a flood', packed('a'.repeat(25_000_000))],
      ['a PDF that is cut off', pdf().subarray(0, 120)],
      ['nothing', Buffer.alloc(0)],
      [
        'too much',
        Buffer.concat([
          png.subarray(0, png.length - 12),
          chunk('tEXt', Buffer.alloc(700_000)),
          png.subarray(png.length - 12),
        ]),
      ],
    ];
    for (const [what, bytes] of hostile) {
      const code = await codeOf(
        as.manager.agreements.recordPaper({ ...input, scan: bytes.toString('base64') } as never),
      );
      expect(code, what).toBe('agreement/scan-not-readable');
    }
    expect((await one('SELECT count(*)::int AS n FROM signature WHERE pack_id = $1', [input.packId])).n).toBe(0);
    expect(await codeOf(as.manager.agreements.recordPaper(input as never))).toBe('was accepted');
  });

  it('what was said aloud is recorded as that, by whom and with whom, and sealed like any other', async () => {
    const witnesses = [{ role: 'interpreter', name: 'Zofia Nowak' }];
    const input = await onPaper({ how: 'spoken', witnesses });
    const { packId } = input;
    await as.therapist.agreements.recordPaper(input as never);
    expect(await payloadOf(packId)).toMatchObject({ method: 'spoken', witnesses });
    const { channel, actor_id } = await one(
      "SELECT e.channel, e.actor_id FROM consent_event e JOIN consent_record r ON r.id = e.record_id WHERE r.pack_id = $1 AND e.type = 'given'",
      [packId],
    );
    expect([channel, actor_id]).toEqual(['spoken', world.home.therapistId]);
    await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Anwar', key: key() });
    await world.server.runJobs();
    const { agreements } = await as.therapist.agreements.ofClient({ clientId: world.home.byPhoneId });
    expect(agreements[0]?.packs[0]).toMatchObject({ isSealed: true, signed: { method: 'spoken', hasScan: false } });
  });
});

describe('a pause', () => {
  it('is taken up on another device where it was left, and what is signed on one is signed on both', async () => {
    const packId = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
    const phone = await world.server.clientCaller(world.home.clientId);
    const desk = await world.server.clientCaller(world.home.clientId);
    const { questions } = await phone.agreements.get({ packId });
    const first = questions[0]?.clauseId ?? '';
    await phone.agreements.saveDraft({ packId, answers: { [first]: 'yes' }, noticeSeen: true });
    expect((await desk.agreements.get({ packId })).draft).toMatchObject({
      answers: { [first]: 'yes' },
      noticeSeen: true,
    });
    await desk.agreements.sign(await as.signing(desk, packId));
    expect((await phone.agreements.get({ packId })).signed).toMatchObject({ nameTyped: 'Priya Shah' });
    expect((await phone.agreements.get({ packId })).draft).toBe(null);
  });
});
