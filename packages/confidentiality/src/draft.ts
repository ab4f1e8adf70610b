import { lineSchema, textSchema } from '@heather/core';
import { z } from 'zod';
import {
  type Clause,
  clauseKinds,
  clauseSchema,
  clauseTextMax,
  healthConditions,
  lawfulBases,
  nationSchema,
} from './clause.ts';

const day = z.union([z.literal(''), z.iso.date()]);

/** A clause as it is being written: every field of every kind, most of them perhaps empty yet. */
export const draftClauseSchema = z.strictObject({
  kind: z.enum(clauseKinds),
  clauseId: z.string().max(60),
  heading: lineSchema(80),
  summary: lineSchema(140),
  text: textSchema(clauseTextMax),
  under: z.string().max(60).optional(),
  onlyWhere: z
    .array(z.enum(['room', 'online', 'telephone']))
    .max(3)
    .optional(),
  source: lineSchema(300).optional(),
  checkedOn: day.nullable().optional(),
  binds: z
    .discriminatedUnion('who', [
      z.strictObject({ who: z.literal('everyone') }),
      z.strictObject({ who: z.literal('some'), note: lineSchema(200) }),
    ])
    .optional(),
  question: lineSchema(160).optional(),
  yesLabel: lineSchema(40).optional(),
  noLabel: lineSchema(40).optional(),
  afterWithdrawal: lineSchema(300).optional(),
  purpose: lineSchema(160).optional(),
  dataCategories: z.array(lineSchema(60)).max(12).optional(),
  recipients: z.array(lineSchema(80)).max(12).optional(),
  validMonths: z.int().min(1).max(120).optional(),
  isLive: z.boolean().optional(),
  lawfulBasis: z.enum(lawfulBases).optional(),
  healthCondition: z.enum(healthConditions).optional(),
  nations: z.array(nationSchema).max(3).optional(),
  validFromOn: day.optional(),
  validUntilOn: day.optional(),
});
export type DraftClause = z.infer<typeof draftClauseSchema>;
export const draftClausesSchema = z.array(draftClauseSchema).max(80);

const everywhere = [
  'kind',
  'clauseId',
  'heading',
  'summary',
  'text',
  'under',
  'purpose',
  'recipients',
  'lawfulBasis',
  'healthCondition',
  'nations',
  'validFromOn',
  'validUntilOn',
];
/** The fields that a clause of a kind has. What was typed for another kind is left out when it is read. */
export const fieldsOf: Record<Clause['kind'], readonly string[]> = {
  term: [...everywhere, 'onlyWhere'],
  limit: [...everywhere, 'source', 'checkedOn', 'binds'],
  optional_consent: [
    ...everywhere,
    'question',
    'yesLabel',
    'noLabel',
    'afterWithdrawal',
    'dataCategories',
    'validMonths',
  ],
  statement: [...everywhere, 'isLive'],
};

/** The clause that a draft would become: without the fields of other kinds, and without what was left empty. */
export function settled(draft: DraftClause): unknown {
  const kept = Object.entries(draft)
    .filter(([field]) => fieldsOf[draft.kind].includes(field))
    .map(([field, value]) => [field, Array.isArray(value) ? value.filter((part) => part !== '') : value] as const)
    .filter(([, value]) => value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0));
  const clause: Record<string, unknown> = Object.fromEntries(kept);
  if (draft.kind === 'limit') clause.checkedOn = draft.checkedOn || null;
  if (draft.kind === 'optional_consent') clause.recipients ??= [];
  return clause;
}

/** The same, read: a clause, or null while something is missing. */
export function clauseOf(draft: DraftClause): Clause | null {
  const read = clauseSchema.safeParse(settled(draft));
  return read.success ? read.data : null;
}

/** An id for a clause that has none, from its heading; never one that any wording of the document ever had. */
export function newClauseId(heading: string, kind: Clause['kind'], taken: readonly string[]): string {
  const family = { term: 'own', limit: 'limit', optional_consent: 'consent', statement: 'own' }[kind];
  const slug = heading
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z\s-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 36)
    .replace(/-$/, '');
  const stem = `${family}.${slug || 'clause'}`;
  const letters = 'bcdefghijklmnopqrstuvwxyz';
  for (let round = 0; ; round += 1) {
    const suffix =
      round === 0
        ? ''
        : `-${'z'.repeat(Math.floor((round - 1) / letters.length))}${letters[(round - 1) % letters.length]}`;
    if (!taken.includes(`${stem}${suffix}`)) return `${stem}${suffix}`;
  }
}

/**
 * Two people wrote at once: whatever only one of them changed is taken from them. What both changed, each otherwise, is named, and
 * `mine` stands there until somebody chooses.
 */
export function mergeDrafts(
  base: readonly DraftClause[],
  mine: readonly DraftClause[],
  theirs: readonly DraftClause[],
): { clauses: DraftClause[]; clashes: string[] } {
  const find = (list: readonly DraftClause[], id: string) => list.find(({ clauseId }) => clauseId === id);
  const same = (one: DraftClause | undefined, other: DraftClause | undefined) =>
    JSON.stringify(one && settled(one)) === JSON.stringify(other && settled(other));
  const clashes: string[] = [];
  const pick = (id: string): DraftClause | undefined => {
    const [was, my, their] = [find(base, id), find(mine, id), find(theirs, id)];
    if (same(my, their) || same(was, their)) return my;
    if (same(was, my)) return their;
    clashes.push(id);
    return my ?? their;
  };
  const order = (list: readonly DraftClause[]) => list.map(({ clauseId }) => clauseId);
  const shared = (list: readonly DraftClause[]) =>
    order(list)
      .filter((id) => find(base, id))
      .join();
  const moved = shared(mine) !== shared(base.filter(({ clauseId }) => find(mine, clauseId)));
  const [first, second] = moved ? [order(mine), order(theirs)] : [order(theirs), order(mine)];
  const ids = [...first];
  second.forEach((id, at) => {
    if (ids.includes(id)) return;
    const above = second.slice(0, at).findLast((one) => ids.includes(one));
    ids.splice(above === undefined ? 0 : ids.indexOf(above) + 1, 0, id);
  });
  return { clauses: ids.flatMap((id) => pick(id) ?? []), clashes };
}
