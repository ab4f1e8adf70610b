import { dateOnSchema, lineSchema, textSchema } from '@heather/core';
import { z } from 'zod';

/**
 * What a clause is, and so what may be done with it.
 * term: agreed by signing. limit: when the therapist may have to tell someone; agreed, never withdrawn.
 * optional_consent: a yes or no of its own. statement: said to the client; known, not agreed.
 */
export const clauseKinds = ['term', 'limit', 'optional_consent', 'statement'] as const;
export type ClauseKind = (typeof clauseKinds)[number];

export const nationSchema = z.enum(['england-and-wales', 'scotland', 'northern-ireland']);
export type Nation = z.infer<typeof nationSchema>;

/** Stable for ever: a disclosure years later cites it. Never reused for another meaning. */
export const clauseIdSchema = z
  .string()
  .max(60)
  .regex(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/, 'is not a clause id');

/** Longest clause text, in characters. Twice what anyone reads; enough for a paper agreement pasted in. */
export const clauseTextMax = 6000;

/** Why the law lets what a clause speaks of be done: article 6 of the UK GDPR. */
export const lawfulBases = [
  'contract',
  'consent',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interests',
] as const;
/** And what else is needed where it is about health: article 9. */
export const healthConditions = [
  'health-care',
  'explicit-consent',
  'vital-interests',
  'legal-claims',
  'substantial-public-interest',
] as const;

const shared = {
  clauseId: clauseIdSchema,
  heading: lineSchema(80, 1),
  /** One line for the topic list; the whole text is one tap away. */
  summary: lineSchema(140, 1),
  /** Plain sentences, paragraphs parted by a blank line, with the placeholders of frame-words.ts. */
  text: textSchema(clauseTextMax, 1),
  /** Shown inside this other clause instead of on its own. */
  under: clauseIdSchema.optional(),
  lawfulBasis: z.enum(lawfulBases).optional(),
  healthCondition: z.enum(healthConditions).optional(),
  /** Where it holds; left out, wherever the wording does. */
  nations: z.array(nationSchema).min(1).max(3).optional(),
  /** First and last day on which the wording is right. It goes on being sent after the last: whoever keeps the wordings is told. */
  validFromOn: dateOnSchema.optional(),
  validUntilOn: dateOnSchema.optional(),
};
/** What is done with it and who hears of it. An optional consent has to say both. */
const about = {
  purpose: lineSchema(160, 1).optional(),
  recipients: z.array(lineSchema(80, 1)).max(12).optional(),
};

export const termClauseSchema = z.strictObject({
  kind: z.literal('term'),
  ...shared,
  ...about,
  /** Said only when sessions are held in one of these ways. */
  onlyWhere: z
    .array(z.enum(['room', 'online', 'telephone']))
    .min(1)
    .optional(),
});

export const limitClauseSchema = z.strictObject({
  kind: z.literal('limit'),
  ...shared,
  ...about,
  /** The law or guidance that the limit rests on. */
  source: lineSchema(300, 1),
  /** When somebody last held the wording against that source; null says that nobody has yet. */
  checkedOn: dateOnSchema.nullable(),
  /** Whom it binds. One that binds only some is off until a practice turns it on, and `note` says whom. */
  binds: z.discriminatedUnion('who', [
    z.strictObject({ who: z.literal('everyone') }),
    z.strictObject({ who: z.literal('some'), note: lineSchema(200, 1) }),
  ]),
});

/**
 * A consent that a person may give, refuse and take back, each of which changes nothing else. There is no field by which
 * one could be demanded, bundled or made to gate something; the schema is strict, so none can be smuggled in.
 */
export const optionalConsentClauseSchema = z.strictObject({
  kind: z.literal('optional_consent'),
  ...shared,
  question: lineSchema(160, 1),
  yesLabel: lineSchema(40, 1),
  noLabel: lineSchema(40, 1),
  /** What stops, in the client's words, when a yes is taken back. */
  afterWithdrawal: lineSchema(300, 1),
  purpose: lineSchema(160, 1),
  dataCategories: z.array(lineSchema(60, 1)).min(1),
  recipients: z.array(lineSchema(80, 1)),
  /** A yes runs out by itself after this many months, if it does. */
  validMonths: z.int().min(1).max(120).optional(),
});

export const statementClauseSchema = z.strictObject({
  kind: z.literal('statement'),
  ...shared,
  ...about,
  /** True when it shows facts that may change without signing again; then it is outside the signed hash. */
  isLive: z.boolean().default(false),
});

export const clauseSchema = z.discriminatedUnion('kind', [
  termClauseSchema,
  limitClauseSchema,
  optionalConsentClauseSchema,
  statementClauseSchema,
]);
export type Clause = z.infer<typeof clauseSchema>;
export type LimitClause = z.infer<typeof limitClauseSchema>;
export type OptionalConsentClause = z.infer<typeof optionalConsentClauseSchema>;
