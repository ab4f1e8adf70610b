import { drawingSize, witnessWords } from '@heather/consent';
import { missingGlyphs } from './fonts.ts';
import { type AgreementPdfInput, agreementPdfSchema, type PrintedSignature } from './input.ts';
import { ink, openPaper, type Paper, type TextStyle } from './page.ts';
import { longTime, utcTime } from './times.ts';

const style = (over: Partial<TextStyle>): TextStyle => ({
  size: 10.5,
  weight: 400,
  colour: ink.plain,
  leading: 1.4,
  before: 3,
  ...over,
});
const styles = {
  title: style({ size: 24, weight: 600, leading: 1.2, before: 0 }),
  under: style({ colour: ink.quiet, before: 6 }),
  topic: style({ size: 13, weight: 600, leading: 1.25, before: 13 }),
  summary: style({ weight: 600, colour: ink.accent, before: 2 }),
  text: style({}),
  limit: style({ weight: 600, before: 6, indent: 16 }),
  limitText: style({ before: 1, indent: 16 }),
  note: style({ size: 10, colour: ink.quiet, before: 4 }),
  name: style({ size: 18, weight: 600, leading: 1.3, before: 8 }),
  label: style({ size: 9.5, colour: ink.quiet, before: 0 }),
  value: style({ size: 9.5, before: 3 }),
  hash: style({ size: 9, before: 3 }),
};

const roleWords = { client: 'The client', therapist: 'The therapist' } as const;
const methodWords = {
  typed: 'Name typed',
  drawn: 'Name drawn',
  paper: 'Signed on paper',
  spoken: 'Said aloud to a witness',
} as const;
const authWords = {
  password: 'password',
  totp: 'one-time code from an authenticator',
  passkey: 'passkey',
  'email-code': 'one-time code by e-mail',
  'spoken-code': 'one-time code said by the therapist',
  'in-person': 'seen in person',
  'recovery-code': 'recovery code',
  demonstration: 'one click in a demonstration, which proves nothing',
} as const;

/**
 * The agreement as a PDF: what was agreed by topic, each choice, the signatures, and a last part on how it was signed. The
 * same input gives the same bytes. Sealing comes after, once.
 * @throws ZodError when the input is out of shape
 */
export async function agreementPdf(
  input: AgreementPdfInput,
): Promise<{ bytes: Uint8Array; pages: number; missing: string[] }> {
  const facts = agreementPdfSchema.parse(input);
  const paper = openPaper({
    title: facts.title,
    madeAt: new Date(Temporal.Instant.from(facts.madeAt).epochMilliseconds),
  });
  const { client, therapist } = facts.parties;
  paper.write('Your agreement', styles.title, 'H1');
  paper.write(`Between ${client}, ${therapist} and ${facts.practiceName}.`, styles.under, 'P');
  paper.write(
    `${facts.wording.title}, wording ${facts.wording.number}, ${facts.wording.nation}.`,
    { ...styles.under, before: 0 },
    'P',
  );
  paper.rule(12);
  for (const topic of facts.topics.filter((one) => one.isSigned)) writeTopic(paper, topic);
  writeLive(
    paper,
    facts.topics.filter((one) => !one.isSigned),
  );
  writeChanges(paper, facts);
  writeChoices(paper, facts);
  writeSignatures(paper, facts.signatures);
  const missing = missingGlyphs(JSON.stringify(facts).replace(/[\n\r]/g, ' '));
  writeCertificate(paper, facts, missing);
  const done = await paper.finish(
    (page, pages) => `${facts.title} · ${facts.receiptNumber} · page ${page} of ${pages}`,
  );
  return { ...done, missing };
}

type Facts = ReturnType<typeof agreementPdfSchema.parse>;

function writeTopic(paper: Paper, topic: Facts['topics'][number]): void {
  paper.write(topic.heading, styles.topic, 'H2', 48);
  if (topic.summary !== topic.heading) paper.write(topic.summary, styles.summary, 'P', 18);
  paper.write(topic.text, styles.text, 'P');
  for (const part of topic.parts) {
    paper.write(part.heading, styles.limit, 'H3', 30);
    paper.write(part.text, styles.limitText, 'P');
  }
}

/** What was changed for this agreement alone, beside what the wording says for everybody else. */
function writeChanges(paper: Paper, facts: Facts): void {
  if (facts.changes.length === 0) return;
  paper.rule(18);
  paper.write('Changed for this agreement', styles.topic, 'H2', 60);
  paper.write(
    `These lines differ from ${facts.wording.title}, wording ${facts.wording.number}. Both sides said yes to each.`,
    styles.note,
    'P',
    40,
  );
  for (const change of facts.changes) {
    paper.write(change.heading, styles.limit, 'H3', 30);
    paper.write(`Before: ${change.before}`, styles.limitText, 'P');
    paper.write(`Now: ${change.after}`, styles.limitText, 'P');
    paper.write(`${change.clauseId}, agreed ${utcTime(change.agreedAt)}, ${change.wordsSha256}`, styles.note, 'P');
  }
}

function writeLive(paper: Paper, topics: Facts['topics']): void {
  if (topics.length === 0) return;
  paper.rule(18);
  paper.write('What we can change by talking. The signatures below do not bind it.', styles.note, 'P', 60);
  for (const topic of topics) writeTopic(paper, topic);
}

function writeChoices(paper: Paper, { choices, notice }: Facts): void {
  paper.rule(18);
  paper.write('Choices', styles.topic, 'H2', 60);
  paper.write('Each was free, and can be changed on any day. The sessions stay the same.', styles.note, 'P', 40);
  paper.table(() => {
    for (const choice of choices)
      paper.row(
        choice.answer === 'yes' ? 'Yes' : 'No',
        choice.question,
        { ...styles.value, weight: 600 },
        styles.value,
      );
  });
  const seen =
    notice.acknowledgedAt === null ? 'not yet seen' : `seen on ${longTime(notice.acknowledgedAt, 'Europe/London')}`;
  paper.write(`${notice.title}, wording ${notice.number}: ${seen}.`, styles.note, 'P');
}

function writeSignatures(paper: Paper, signatures: PrintedSignature[]): void {
  paper.rule(18);
  paper.write('Signed', styles.topic, 'H2', 80);
  if (signatures.length === 0) paper.write('Not signed yet.', styles.text, 'P');
  for (const signature of signatures) {
    if (signature.drawing)
      paper.drawing(signature.drawing, drawingSize, `The name ${signature.nameTyped}, drawn by hand`);
    paper.write(signature.nameTyped, styles.name, 'P', 34);
    paper.write(`${roleWords[signature.role]}, on ${longTime(signature.signedAt, signature.zone)}.`, styles.note, 'P');
  }
}

function writeCertificate(paper: Paper, facts: Facts, missing: string[]): void {
  paper.newPage();
  paper.write('How this was signed', styles.title, 'H1');
  paper.write('This page says who signed, when, how we knew that it was them, and what they saw.', styles.under, 'P');
  const row = (label: string, value: string, look = styles.value) => paper.row(label, value, styles.label, look);
  for (const signature of facts.signatures) {
    paper.write(`${roleWords[signature.role]}: ${signature.nameTyped}`, styles.topic, 'H2', 120);
    paper.table(() => {
      row(
        'Signed',
        `${longTime(signature.signedAt, signature.zone)} (${signature.zone}), ${utcTime(signature.signedAt)}`,
      );
      row('How', methodWords[signature.method]);
      row('Known by', knownBy(signature));
      for (const { role, name } of signature.witnesses ?? []) row('With', `${name}, ${witnessWords[role]}`);
      if (signature.scanSha256) row('Paper, scanned', signature.scanSha256, styles.hash);
      row('Statement', `“${signature.intent}”`);
      row('Beside it', `“${signature.eSign}”`);
      row('Button', `“${signature.button}”, statement of ${signature.statementVersion}`);
      row('Signed facts', signature.payloadSha256, styles.hash);
    });
  }
  paper.write('What was signed', styles.topic, 'H2', 90);
  paper.write(
    'A number in 64 digits stands for a text, letter for letter (SHA-256). Another text has another number.',
    styles.note,
    'P',
    40,
  );
  paper.table(() => {
    row('Record', `${facts.receiptNumber}, ${facts.packId}`);
    row('Agreement wording', facts.hashes.agreement, styles.hash);
    row('Agreed facts', facts.hashes.frame, styles.hash);
    row('Words as shown', facts.hashes.shown, styles.hash);
    row('Privacy notice', facts.hashes.notice, styles.hash);
    row('Choices wording', facts.hashes.consents, styles.hash);
  });
  paper.write('The seal', styles.topic, 'H2', 60);
  paper.write(
    'This file is sealed once, after the last signature. Any change breaks the seal. The practice made the key of the seal itself, so a reader program may call its issuer unknown; that is expected. To be sure that a copy is whole, ask the practice, or run: heather verify <file>.',
    styles.text,
    'P',
  );
  if (missing.length > 0)
    paper.write(
      `Some signs cannot be drawn in this file. Each is shown as [emoji] or by its Unicode number (${missing.slice(0, 40).join(' ')}${missing.length > 40 ? ' …' : ''}). The signed facts keep them as they were typed.`,
      styles.note,
      'P',
    );
}

function knownBy(signature: PrintedSignature): string {
  const ways = signature.authMethods.map((method) => authWords[method]).join(', then ');
  const channel = signature.channelMasked === undefined ? '' : ` to ${signature.channelMasked}`;
  return `${ways}${channel}, checked ${utcTime(signature.verifiedAt)}`;
}
