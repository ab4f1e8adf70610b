import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clauseSchema, optionalConsentClauseSchema } from './clause.ts';
import { exampleFrame } from './examples.ts';
import { ownSet } from './own-set/index.ts';
import {
  publishVersion,
  reviewVersion,
  supersedeVersion,
  type TemplateVersion,
  templateVersionSchema,
  versionHash,
} from './template.ts';

const set = ownSet('england-and-wales');
const [consent] = set.consents.clauses;

describe('an optional consent cannot be required', () => {
  it('has no field that could say so', () => {
    const shape = z.toJSONSchema(optionalConsentClauseSchema, { io: 'input', unrepresentable: 'any' });
    expect(Object.keys(shape.properties ?? {}).sort()).toEqual(
      'afterWithdrawal clauseId dataCategories heading healthCondition kind lawfulBasis nations noLabel purpose question recipients summary text under validFromOn validMonths validUntilOn yesLabel'.split(
        ' ',
      ),
    );
    expect(shape.additionalProperties).toBe(false);
  });
  it.each([
    'required',
    'isRequired',
    'mandatory',
    'blocks',
    'gates',
    'dependsOn',
    'default',
    'preselected',
    'constructor',
  ])('refuses a smuggled %s', (key) => expect(clauseSchema.safeParse({ ...consent, [key]: true }).success).toBe(false));
  it('nor can it stand among the terms of an agreement, nor a notice ask for anything', () => {
    const mixed = (version: TemplateVersion) =>
      templateVersionSchema.safeParse({ ...version, clauses: [consent] }).success;
    expect(mixed(set.agreement)).toBe(false);
    expect(mixed(set.notice)).toBe(false);
    expect(mixed(set.consents)).toBe(true);
  });
  it('the frame has no word about it either', () => {
    expect(JSON.stringify(exampleFrame())).not.toMatch(/consent\./);
  });
});

describe('a version', () => {
  const draft: TemplateVersion = { ...set.agreement, state: 'draft' };
  it('keeps its hash from draft to reviewed to published to superseded, and loses it with one letter', () => {
    const reviewed = reviewVersion(draft);
    if (!reviewed.ok) throw new Error(reviewed.code);
    const published = publishVersion(reviewed.value);
    if (!published.ok) throw new Error(published.code);
    const superseded = supersedeVersion(published.value);
    if (!superseded.ok) throw new Error(superseded.code);
    expect(new Set([draft, reviewed.value, published.value, superseded.value].map(versionHash)).size).toBe(1);
    const [first, ...rest] = draft.clauses as [(typeof draft.clauses)[0], ...typeof draft.clauses];
    expect(versionHash({ ...draft, clauses: [{ ...first, text: `${first.text}!` }, ...rest] })).not.toBe(
      versionHash(draft),
    );
    expect(versionHash({ ...draft, nation: 'scotland' })).not.toBe(versionHash(draft));
  });
  it('is reviewed, published once, and only a published one is superseded', () => {
    expect(publishVersion(set.agreement)).toMatchObject({ ok: false, code: 'wrong-order' });
    expect(publishVersion(draft)).toMatchObject({ ok: false, code: 'wrong-order' });
    expect(reviewVersion({ ...draft, clauses: [] })).toMatchObject({ ok: false, code: 'bad-input' });
    expect(supersedeVersion(draft)).toMatchObject({ ok: false, code: 'wrong-order' });
  });
  it.each([
    ['a clause twice', (v: TemplateVersion) => ({ ...v, clauses: [...v.clauses, v.clauses[0]] })],
    [
      'an unknown placeholder',
      (v: TemplateVersion) => ({ ...v, clauses: [{ ...v.clauses[0], text: 'Hello {nobody}' }] }),
    ],
    [
      'a signed clause that says how the two work',
      (v: TemplateVersion) => ({ ...v, clauses: [{ ...v.clauses[0], text: 'Our pace: {pace}' }] }),
    ],
    ['a clause under nothing', (v: TemplateVersion) => ({ ...v, clauses: [{ ...v.clauses[0], under: 'nowhere' }] })],
    ['a clause too long', (v: TemplateVersion) => ({ ...v, clauses: [{ ...v.clauses[0], text: 'x'.repeat(6001) }] })],
    ['no clause', (v: TemplateVersion) => ({ ...v, clauses: [] })],
    ['an unknown key', (v: TemplateVersion) => ({ ...v, approved: true })],
    ['a NUL', (v: TemplateVersion) => ({ ...v, title: 'a\u0000' })],
  ])('refuses %s', (_what, spoil) => expect(templateVersionSchema.safeParse(spoil(set.agreement)).success).toBe(false));
});
