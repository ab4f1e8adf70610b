import { describe, expect, it } from 'vitest';
import { nationSchema } from './clause.ts';
import { exampleFrame } from './examples.ts';
import { bothAreFine, ownSet } from './own-set/index.ts';
import { readingGrade } from './reading-grade.ts';
import { countTopicWords, renderAgreement, renderConsents, renderNotice } from './render.ts';
import { defaultLimits, limitsOf, optionalConsentsOf } from './template.ts';

const practice = {
  name: 'Fern Row',
  address: '4 Fern Row, Leeds',
  contact: 'hello@fernrow.example',
  retentionYears: 7,
};
const places = [
  { kind: 'room', name: 'Room 2', address: '4 Fern Row, Leeds' },
  { kind: 'online' },
  { kind: 'telephone', whoRings: 'client' },
] as const;

describe.each(nationSchema.options)('the own set for %s', (nation) => {
  const set = ownSet(nation);
  const every = { nation, limits: limitsOf(set.agreement).map((limit) => limit.clauseId) };

  it.each(places)('reads at grade 6 or below, clause by clause, when we meet by $kind', (place) => {
    const frame = exampleFrame({ ...every, place });
    const topics = [...renderAgreement(set.agreement, frame), ...renderNotice(set.notice, practice)];
    const said = [
      ...topics.flatMap((topic) => [topic, ...topic.parts]).map(({ clauseId, text }) => [clauseId, text] as const),
      ...renderConsents(set.consents, frame).map(
        (item) => [item.clauseId, `${item.question} ${item.text} ${item.afterWithdrawal}`] as const,
      ),
      ['both-are-fine', bothAreFine] as const,
      ['headings', topics.map((topic) => `${topic.heading}. ${topic.summary}.`).join(' ')] as const,
    ];
    for (const [clauseId, text] of said) expect(readingGrade(text), `${clauseId}: ${text}`).toBeLessThanOrEqual(6);
  });

  it('leaves no placeholder and no double space unfilled', () => {
    const frame = exampleFrame(every);
    const all = JSON.stringify([
      renderAgreement(set.agreement, frame),
      renderConsents(set.consents, frame),
      renderNotice(set.notice, practice),
    ]);
    expect(all).not.toMatch(/\{[a-zA-Z]+\}|undefined|\bnull\b| {2}/);
  });

  it('words each limit by itself, with its source, and has those that bind only some turned off and say so', () => {
    const limits = limitsOf(set.agreement);
    expect(limits.length).toBeGreaterThanOrEqual(10);
    expect(new Set(limits.map((limit) => limit.text)).size).toBe(limits.length);
    for (const limit of limits) {
      expect(limit.source).not.toBe('');
      expect(defaultLimits(set.agreement).includes(limit.clauseId)).toBe(limit.binds.who === 'everyone');
      if (limit.binds.who === 'some') expect(limit.binds.note.length).toBeGreaterThan(20);
    }
  });

  it('can be read in a few minutes', () => {
    const words = countTopicWords(renderAgreement(set.agreement, exampleFrame({ nation })));
    expect(words).toBeLessThan(1000);
  });

  it('asks five optional consents, each citable', () => {
    expect(optionalConsentsOf(set.consents).map((clause) => clause.clauseId)).toEqual([
      'consent.gp-contact',
      'consent.recording',
      'consent.supervision-named',
      'consent.answers-without-name',
      'consent.content-in-messages',
    ]);
  });
});

it('the law differs by nation where it does', () => {
  const ids = (nation: (typeof nationSchema.options)[number]) => defaultLimits(ownSet(nation).agreement);
  expect(ids('northern-ireland')).toContain('limit.serious-crime-known');
  expect(ids('england-and-wales')).not.toContain('limit.serious-crime-known');
  const child = (nation: (typeof nationSchema.options)[number]) =>
    limitsOf(ownSet(nation).agreement).find((limit) => limit.clauseId === 'limit.child-at-risk')?.text;
  expect(new Set(nationSchema.options.map(child)).size).toBe(3);
  expect(JSON.stringify(ownSet('scotland'))).not.toContain('Female Genital Mutilation Act 2003');
});
