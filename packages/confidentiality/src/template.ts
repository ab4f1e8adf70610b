import { canonicalJson, type Decision, decided, lineSchema, refused, sha256Hex } from '@heather/core';
import { z } from 'zod';
import { type Clause, clauseSchema, type LimitClause, nationSchema, type OptionalConsentClause } from './clause.ts';
import { defaultLanguage, languageSchema } from './languages.ts';
import { ownPlaceholders, placeholdersIn, placeholdersOf } from './placeholders.ts';
import { type TemplateKind, templateKinds } from './template-kind.ts';

/** What a document is: something agreed and signed, something told and seen, or questions each with its own yes and no. */
export function natureOf(kind: TemplateKind): 'agreed' | 'told' | 'asked' {
  if (kind === 'privacy-notice') return 'told';
  return kind === 'optional-consents' ? 'asked' : 'agreed';
}

const clausesIn = { agreed: ['term', 'limit', 'statement'], told: ['statement'], asked: ['optional_consent'] } as const;

/** Kinds of clause that may stand in a document. */
export const clauseKindsOf = (kind: TemplateKind): readonly Clause['kind'][] => clausesIn[natureOf(kind)];

export const templateSchema = z.strictObject({
  key: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  kind: z.enum(templateKinds),
  title: lineSchema(80, 1),
});
export type Template = z.infer<typeof templateSchema>;

export const versionStates = ['draft', 'reviewed', 'published', 'superseded', 'withdrawn'] as const;

export const templateVersionSchema = z
  .strictObject({
    key: templateSchema.shape.key,
    kind: templateSchema.shape.kind,
    title: templateSchema.shape.title,
    number: z.int().min(1).max(9999),
    language: languageSchema.default(defaultLanguage),
    nation: nationSchema,
    state: z.enum(versionStates),
    clauses: z.array(clauseSchema).min(1).max(80),
    /** What changed since the wording before, for those who signed that one. */
    changeSummary: lineSchema(400).optional(),
    /** True asks everyone to read and sign again. */
    isMaterialChange: z.boolean().default(true),
  })
  .superRefine((version, context) => {
    const seen = new Map<string, Clause>();
    version.clauses.forEach((clause, at) => {
      const complain = (message: string) => context.addIssue({ code: 'custom', path: ['clauses', at], message });
      if (seen.has(clause.clauseId)) complain(`${clause.clauseId} is there twice`);
      if (!clauseKindsOf(version.kind).includes(clause.kind))
        complain(`${clause.kind} does not belong in ${version.kind}`);
      if (clause.under !== undefined && (!seen.has(clause.under) || seen.get(clause.under)?.under))
        complain(`${clause.under} does not come before it as a topic of its own`);
      if (clause.nations && !clause.nations.includes(version.nation)) complain(`${clause.clauseId} does not hold here`);
      if ((clause.validFromOn ?? '') > (clause.validUntilOn ?? '9999'))
        complain(`${clause.clauseId} ends before it begins`);
      const known = placeholdersOf(version.kind, version.language);
      const asked = clause.kind === 'optional_consent' ? [clause.question, clause.afterWithdrawal] : [];
      for (const name of placeholdersIn([clause.heading, clause.summary, clause.text, ...asked].join(' ')))
        if (!known.includes(name)) complain(`{${name}} means nothing here`);
        else if (ownPlaceholders.includes(name) && !(clause.kind === 'statement' && clause.isLive))
          complain(`{${name}} may stand only in what is not signed`);
      seen.set(clause.clauseId, clause);
    });
  });
export type TemplateVersion = z.infer<typeof templateVersionSchema>;

/** What a signature binds: the wording and where it holds. State and change notes may move on without touching it. */
export function versionContent(version: TemplateVersion) {
  const { key, kind, title, number, language, nation, clauses } = version;
  return { key, kind, title, number, language, nation, clauses };
}

/** SHA-256, 64 hex digits, over the canonical JSON of the wording. */
export const versionHash = (version: TemplateVersion): string => sha256Hex(canonicalJson(versionContent(version)));

/** A whole draft, read by somebody: nothing of it changes any more unless it goes back. @returns a refusal for any other state */
export function reviewVersion(version: TemplateVersion): Decision<TemplateVersion> {
  const parsed = templateVersionSchema.safeParse(version);
  if (!parsed.success) return refused('bad-input', { where: parsed.error.issues[0]?.path.join('.') });
  if (version.state !== 'draft') return refused('wrong-order');
  return decided({ ...parsed.data, state: 'reviewed' });
}

/** What was read becomes the wording that can be sent. @returns the published version, or a refusal for any other state */
export function publishVersion(version: TemplateVersion): Decision<TemplateVersion> {
  const parsed = templateVersionSchema.safeParse(version);
  if (!parsed.success) return refused('bad-input', { where: parsed.error.issues[0]?.path.join('.') });
  if (version.state !== 'reviewed') return refused('wrong-order');
  return decided({ ...parsed.data, state: 'published' });
}

/** Published → superseded, when the next number takes its place. */
export function supersedeVersion(version: TemplateVersion): Decision<TemplateVersion> {
  if (version.state !== 'published') return refused('wrong-order');
  return decided({ ...version, state: 'superseded' });
}

export const limitsOf = (version: TemplateVersion): LimitClause[] =>
  version.clauses.filter((clause) => clause.kind === 'limit');

export const optionalConsentsOf = (version: TemplateVersion): OptionalConsentClause[] =>
  version.clauses.filter((clause) => clause.kind === 'optional_consent');

/** The limits that hold unless a practice says otherwise: those that bind everyone. */
export const defaultLimits = (version: TemplateVersion): string[] =>
  limitsOf(version)
    .filter((limit) => limit.binds.who === 'everyone')
    .map((limit) => limit.clauseId);

/** Hash of one clause: what an answer to it was an answer to. */
export const clauseHash = (clause: Clause): string => sha256Hex(canonicalJson(clause));
