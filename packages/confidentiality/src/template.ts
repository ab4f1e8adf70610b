import { canonicalJson, type Decision, decided, lineSchema, refused, sha256Hex } from '@heather/core';
import { z } from 'zod';
import { type Clause, clauseSchema, type LimitClause, nationSchema, type OptionalConsentClause } from './clause.ts';
import { ownPlaceholders, placeholdersIn, placeholdersOf } from './placeholders.ts';

/** Three kinds that never mix: a contract, information, and free choices. */
export const templateKinds = ['working-agreement', 'privacy-notice', 'optional-consents'] as const;
export type TemplateKind = (typeof templateKinds)[number];
const clausesOf: Record<TemplateKind, Clause['kind'][]> = {
  'working-agreement': ['term', 'limit', 'statement'],
  'privacy-notice': ['statement'],
  'optional-consents': ['optional_consent'],
};

export const templateSchema = z.strictObject({
  key: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  kind: z.enum(templateKinds),
  title: lineSchema(80, 1),
});
export type Template = z.infer<typeof templateSchema>;

export const versionStates = ['draft', 'published', 'superseded', 'withdrawn'] as const;

export const templateVersionSchema = z
  .strictObject({
    key: templateSchema.shape.key,
    kind: templateSchema.shape.kind,
    title: templateSchema.shape.title,
    number: z.int().min(1).max(9999),
    language: z.literal('en-GB').default('en-GB'),
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
      if (!clausesOf[version.kind].includes(clause.kind)) complain(`${clause.kind} does not belong in ${version.kind}`);
      if (clause.under !== undefined && (!seen.has(clause.under) || seen.get(clause.under)?.under))
        complain(`${clause.under} does not come before it as a topic of its own`);
      const known = placeholdersOf(version.kind);
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

/** A draft becomes the wording that can be sent. @returns the published version, or a refusal for any other state */
export function publishVersion(version: TemplateVersion): Decision<TemplateVersion> {
  const parsed = templateVersionSchema.safeParse(version);
  if (!parsed.success) return refused('bad-input', { where: parsed.error.issues[0]?.path.join('.') });
  if (version.state !== 'draft') return refused('wrong-order');
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
