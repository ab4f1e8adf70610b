import { describe, expect, it } from 'vitest';
import { nationSchema } from './clause.ts';
import { exampleFrame } from './examples.ts';
import { recordKeepers } from './frame.ts';
import { nationRules } from './nation-rules.ts';
import { bothAreFine, ownDocument, ownDocuments, ownSet } from './own-set/index.ts';
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

  it.each(ownDocuments(nation).map((version) => [version.kind, version] as const))(
    'and its %s, with who is responsible said in each of the ways there are',
    (_kind, version) => {
      const own = { name: 'Leila', role: 'therapist', address: 'Leeds', contact: 'leila@post.example' } as const;
      const parties = [exampleFrame(every).controllers, [...exampleFrame(every).controllers, own], [own]];
      const said = parties.flatMap((controllers) =>
        recordKeepers.flatMap((recordsAfter) =>
          renderAgreement(version, exampleFrame({ ...every, controllers, recordsAfter, place: { kind: 'online' } })),
        ),
      );
      for (const topic of said)
        for (const { clauseId, text } of [topic, ...topic.parts])
          expect(readingGrade(text), `${clauseId}: ${text}`).toBeLessThanOrEqual(6);
      const lines = said.map((topic) => `${topic.heading}. ${topic.summary}.`).join(' ');
      expect(readingGrade(lines), lines).toBeLessThanOrEqual(6);
      expect(JSON.stringify(said)).not.toMatch(/\{[a-zA-Z]+\}|undefined|\bnull\b| {2}/);
    },
  );

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

it('says ages by the nation’s own data, and by nothing else', () => {
  for (const nation of nationSchema.options) {
    const young = JSON.stringify(renderAgreement(ownDocument('young-person', nation), exampleFrame({ nation })));
    const { ownAgreement, askAgainAt, underAge } = nationRules[nation];
    expect(young).toContain(`From ${ownAgreement.age} you can say yes`);
    expect(young).toContain(`when you turn ${askAgainAt.join(' and ')}`);
    expect(young).toContain(underAge.said.split('.')[1]?.replaceAll('{therapist}', 'Leila').trim());
    const worded = JSON.stringify(ownDocument('guardian', nation).clauses).replaceAll(/"clauseId":"[^"]*"/g, '');
    expect(worded).not.toMatch(/\b1[268]\b/);
  }
  expect(nationRules.scotland.askAgainAt).not.toEqual(nationRules['england-and-wales'].askAgainAt);
});
