import { describe, expect, it } from 'vitest';
import { exampleFrame } from './examples.ts';
import { checkFrame, frameHash, type WorkingAgreement, workingAgreementSchema } from './frame.ts';
import { frameWords, moneyText, whenText, windowText } from './frame-words.ts';
import { ownSet } from './own-set/index.ts';
import { renderAgreement, renderedHash } from './render.ts';

const { agreement } = ownSet('england-and-wales');
const frame = exampleFrame();

describe('what a signature binds', () => {
  const bound = (changed: WorkingAgreement) => [frameHash(changed), renderedHash(renderAgreement(agreement, changed))];
  it.each<[string, Partial<WorkingAgreement>]>([
    ['how we work', { howWeWork: { pace: 'Quicker', whenStuck: 'We laugh' } }],
    ['the GP', { gp: { name: 'Dr Oyelaran', contact: '' } }],
    ['the emergency contact', { emergencyContact: { name: 'Sam', contact: '07700 900123' } }],
  ])('not %s, which changes by talking', (_what, over) => expect(bound({ ...frame, ...over })).toEqual(bound(frame)));
  it.each<[string, Partial<WorkingAgreement>]>([
    ['the fee', { feePence: 5000 }],
    ['the day', { day: 3 }],
    ['the place', { place: { kind: 'online', joinOpensMinutes: 15 } }],
    ['the window', { cancellationWindowHours: 48 }],
    ['a limit', { limits: frame.limits.slice(1) }],
    ['the review', { reviewEverySessions: 8 }],
  ])('%s', (_what, over) => {
    const [hash, shown] = bound({ ...frame, ...over });
    expect(hash).not.toBe(frameHash(frame));
    expect(shown).not.toBe(renderedHash(renderAgreement(agreement, frame)));
  });
});

describe('renderAgreement', () => {
  const topics = renderAgreement(agreement, frame);
  const topic = (clauseId: string) => topics.find((one) => one.clauseId === clauseId);
  it('says the frame in a line a topic', () => {
    expect(topic('time')?.summary).toBe('Tuesdays 17:30, 50 minutes, Room 2');
    expect(topic('fee')?.summary).toBe('£45, paid within 7 days');
    expect(topic('cancelling')?.summary).toBe('Tell us a day before, or the fee is due');
  });
  it('gives each limit its own id under one topic', () => {
    expect(topic('private')?.parts.map((part) => part.clauseId)).toEqual(frame.limits);
    expect(topics.some((one) => one.kind === 'limit')).toBe(false);
  });
  it('leaves out a limit that this agreement does not have, and words for another kind of place', () => {
    expect(JSON.stringify(topics)).not.toContain('limit.fgm');
    expect(topic('working-online')).toBeUndefined();
    const online = renderAgreement(agreement, exampleFrame({ place: { kind: 'online' } }));
    expect(online.some((one) => one.clauseId === 'working-online')).toBe(true);
  });
  it('puts hostile names in as they are, once, and never expands them', () => {
    const hostile = exampleFrame({
      parties: {
        client: { name: '{therapist} $& <script>)' },
        therapist: { name: '{fee} سلام' },
        practice: { name: 'Fern Row' },
      },
    });
    const parties = renderAgreement(agreement, hostile).find((one) => one.clauseId === 'parties');
    expect(parties?.summary).toBe('{therapist} $& <script>), {fee} سلام and Fern Row');
  });
});

describe('words', () => {
  it.each([
    [4500, 'GBP', '£45'],
    [4550, 'GBP', '£45.50'],
    [5, 'EUR', '€0.05'],
    [9000, 'CHF', '90 CHF'],
  ])('%i %s is %s', (pence, currency, text) => expect(moneyText(pence, currency)).toBe(text));
  it.each([
    [24, 'a day'],
    [48, 'two days'],
    [36, '36 hours'],
    [1, 'one hour'],
  ])('%i hours is %s', (hours, text) => expect(windowText(hours)).toBe(text));
  it.each([
    [1, 'Sundays 09:00'],
    [2, 'Every other Sunday 09:00'],
    [3, 'Every three weeks, Sunday 09:00'],
  ])('every %i weeks is %s', (everyWeeks, text) => expect(whenText({ day: 7, time: '09:00', everyWeeks })).toBe(text));
  it('asks nothing of who pays nothing', () => {
    const words = frameWords(exampleFrame({ feePence: 0 }));
    expect(words.feeSummary).toBe('No fee');
    expect(words.cancelSentence).not.toContain('fee is due');
  });
});

describe('a frame', () => {
  it.each<[string, object]>([
    ['day 8', { day: 8 }],
    ['25:00', { time: '25:00' }],
    ['an offset for a zone', { zone: '+01:00' }],
    ['no such zone', { zone: 'Europe/Leeds' }],
    ['half a penny', { feePence: 0.5 }],
    ['a negative fee', { feePence: -1 }],
    ['no controller', { controllers: [] }],
    ['an unknown key', { requiredConsents: ['consent.recording'] }],
    ['a hidden direction mark', { howWeWork: { pace: 'a\u202Eb', whenStuck: '' } }],
  ])('refuses %s', (_what, over) =>
    expect(workingAgreementSchema.safeParse({ ...frame, ...over }).success).toBe(false),
  );
  it('fits its wording: nation, limits known, none that binds everyone left out', () => {
    expect(checkFrame(agreement, frame).ok).toBe(true);
    expect(checkFrame(agreement, { ...frame, limits: [...frame.limits, 'limit.fgm'] }).ok).toBe(true);
    expect(checkFrame(agreement, { ...frame, nation: 'scotland' })).toMatchObject({ code: 'agreement/wrong-nation' });
    expect(checkFrame(agreement, { ...frame, limits: frame.limits.slice(1) })).toMatchObject({
      code: 'agreement/limits-do-not-match',
      details: { missing: ['limit.serious-harm'] },
    });
    expect(checkFrame(agreement, { ...frame, limits: [...frame.limits, 'limit.made-up'] }).ok).toBe(false);
  });
});
