import { randomUUID } from 'node:crypto';
import {
  dateOnSchema,
  defaultRules,
  defaultsCheckedOn,
  fail,
  idSchema,
  lineSchema,
  recordKinds,
  ruleSides,
  rulesInForce,
  ruleWords,
} from '@heather/core';
import { isUniqueViolation } from '@heather/database';
import { z } from 'zod';
import { dateOf, localOn } from '../../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import { loadRecords, loadRules, withDue } from './record-facts.ts';

const nations = ['england-and-wales', 'scotland', 'northern-ireland'] as const;
const ruleShape = {
  kind: z.enum(recordKinds),
  requiredBy: z.enum(ruleSides),
  nation: z.enum(nations).nullable(),
  monthsAfter: z.int().min(1).max(600),
  untilAge: z.int().min(18).max(99).nullable(),
  untilAgeAt17: z.int().min(18).max(99).nullable(),
};
const draftSchema = z
  .strictObject({ ...ruleShape, source: lineSchema(200, 1) })
  .refine((rule) => (rule.untilAge === null) === (rule.untilAgeAt17 === null), 'one age needs the other')
  .refine((rule) => rule.kind === 'young' || rule.untilAge === null, 'an age is for young people alone');
const shown = z.strictObject({
  ...ruleShape,
  /** Null for a default. */
  ruleId: z.string().nullable(),
  nation: z.string().nullable(),
  source: z.string(),
  reviewedOn: dateOnSchema.nullable(),
  words: z.string(),
});

/** What holds now for each kind: the practice's own rules, and where it has none Heather's suggestion, which says that it is one. */
export const rules = staffProcedure('retention.rules')
  .output(
    z.strictObject({
      mayChange: z.boolean(),
      checkedOn: dateOnSchema,
      rules: z.array(shown),
      defaults: z.array(shown),
    }),
  )
  .query(async ({ ctx }) => {
    const { own, inForce } = await loadRules(ctx.db, ctx.actor.practiceId);
    const show = (rule: (typeof inForce)[number]) => ({
      ...rule,
      ruleId: own.find((one) => one === rule)?.id ?? null,
      words: ruleWords(rule),
    });
    const strip = ({ id: _, ...rule }: ReturnType<typeof show> & { id?: string }) => rule;
    return {
      mayChange: ctx.actor.roles.includes('manager'),
      checkedOn: defaultsCheckedOn,
      rules: inForce.map((rule) => strip(show(rule))),
      defaults: defaultRules.map((rule) => strip(show(rule))),
    };
  });

/** A rule of the practice's own, reviewed by whoever sets it. One of the same kind, side and nation ends with it. */
export const setRule = staffProcedure('retention.setRule')
  .input(draftSchema)
  .output(z.strictObject({ ruleId: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx
      .write(async (tx) => {
        const { practiceId } = tx;
        const at = dateOf(tx.now());
        const same = {
          practiceId,
          kind: input.kind,
          requiredBy: input.requiredBy,
          nation: input.nation,
          endedAt: null,
        };
        await tx.retentionRule.updateMany({ where: same, data: { endedAt: at } });
        const id = randomUUID();
        const reviewedOn = new Date(`${localOn(tx.now(), ctx.practice.timeZone)}T00:00:00Z`);
        await tx.retentionRule.createMany({
          data: [{ practiceId, id, ...input, reviewedOn, setById: ctx.actor.staffId, setAt: at }],
        });
        const { kind, requiredBy, monthsAfter } = input;
        await tx.audit('retention.rule-set', {
          subjectType: 'retention-rule',
          subjectId: id,
          facts: { kind, requiredBy, monthsAfter },
        });
        return { ruleId: id };
      })
      .catch((error) => (isUniqueViolation(error, 'retention_rule_once') ? fail('conflict') : Promise.reject(error))),
  );

/** A rule no longer holds; without another of its kind the default does again. */
export const endRule = staffProcedure('retention.endRule')
  .input(z.strictObject({ ruleId: idSchema('rule') }))
  .output(z.strictObject({ ended: z.literal(true) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const found = await tx.retentionRule.findFirst({ where: { practiceId, id: input.ruleId }, select: { id: true } });
      if (!found) return fail('not-found');
      const { count } = await tx.retentionRule.updateMany({
        where: { practiceId, id: input.ruleId, endedAt: null },
        data: { endedAt: dateOf(tx.now()) },
      });
      if (count > 0) await tx.audit('retention.rule-ended', { subjectType: 'retention-rule', subjectId: input.ruleId });
      return { ended: true };
    }),
  );

/** So many are shown by name; the counts say how many there are. */
const shownNames = 50;

/** What a rule would do if it stood: how many records would be due now and within a year, and who first. Nothing is changed. */
export const preview = staffProcedure('retention.preview')
  .input(z.strictObject(ruleShape))
  .output(
    z.strictObject({
      dueNow: z.number(),
      dueInAYear: z.number(),
      before: z.strictObject({ dueNow: z.number(), dueInAYear: z.number() }),
      people: z.array(
        z.strictObject({ clientId: z.string(), name: z.string(), dueOn: z.string(), lastContactOn: z.string() }),
      ),
    }),
  )
  .query(async ({ ctx, input }) => {
    const todayOn = localOn(ctx.now(), ctx.practice.timeZone);
    const inAYear = Temporal.PlainDate.from(todayOn).add({ years: 1 }).toString();
    const { own } = await loadRules(ctx.db, ctx.actor.practiceId);
    const isSame = (rule: (typeof own)[number]) =>
      rule.kind === input.kind && rule.requiredBy === input.requiredBy && rule.nation === input.nation;
    const records = await recordsOutsideCourses(ctx);
    const count = (all: { due: { dueOn: string } }[]) => ({
      dueNow: all.filter(({ due }) => due.dueOn <= todayOn).length,
      dueInAYear: all.filter(({ due }) => due.dueOn > todayOn && due.dueOn <= inAYear).length,
    });
    const draft = { ...input, source: '', reviewedOn: todayOn };
    const after = withDue(records, rulesInForce([...own.filter((rule) => !isSame(rule)), draft]));
    return {
      ...count(after),
      before: count(withDue(records, rulesInForce(own))),
      people: after
        .filter(({ due }) => due.dueOn <= inAYear)
        .slice(0, shownNames)
        .map(({ clientId, name, due, lastContactOn }) => ({ clientId, name, dueOn: due.dueOn, lastContactOn })),
    };
  });

async function recordsOutsideCourses(ctx: StaffContext) {
  const { practiceId } = ctx.actor;
  const [records, open] = await Promise.all([
    loadRecords(ctx.db, ctx.practice, ctx.now()),
    ctx.db.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT p.client_id AS id FROM episode_participant p JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id
      WHERE p.practice_id = ${practiceId}::uuid AND p.left_at IS NULL AND e.state <> 'ended'`,
  ]);
  const inCourse = new Set(open.map(({ id }) => id));
  return records.filter(({ ids }) => !ids.some((id) => inCourse.has(id)));
}
