import { idSchema } from '@heather/core';
import { isMeasureKey, measures } from '@heather/outcomes';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { loadAlert, nextAfter } from './load-alert.ts';
import { alertPlace, noteHop } from './raise-alerts.ts';
import { readOf } from './read-of.ts';

const person = z.strictObject({ name: z.string(), role: z.string().nullable() });

/** The one answer of an alert, and what a person needs to act on it. Reading it goes on record twice: as a step, and as a clinical read. */
export const read = staffProcedure('alerts.read')
  .input(z.strictObject({ alertId: idSchema('alert') }))
  .output(
    z.strictObject({
      alertId: z.string(),
      state: z.enum(['open', 'acknowledged']),
      client: z.strictObject({
        name: z.string(),
        firstName: z.string(),
        /** Only for those who reach the client's course anyway. */
        id: z.string().nullable(),
      }),
      timeZone: z.string(),
      measureName: z.string(),
      recall: z.string(),
      itemText: z.string().nullable(),
      answer: z.string().nullable(),
      tier: z.string(),
      raisedAt: z.string(),
      promisedByAt: z.string().nullable(),
      passesAt: z.string().nullable(),
      holder: person.extend({ isMe: z.boolean() }),
      next: person.nullable(),
      reaching: z.strictObject({
        telephone: z.string().nullable(),
        mayLeaveMessage: z.boolean(),
        messageAs: z.string().nullable(),
        fromLocal: z.string().nullable(),
        untilLocal: z.string().nullable(),
        people: z.array(z.strictObject({ kind: z.string(), name: z.string(), telephone: z.string().nullable() })),
      }),
      action: z.string().nullable(),
      acknowledged: z.strictObject({ at: z.string(), by: z.string() }).nullable(),
      steps: z.array(z.strictObject({ kind: z.string(), at: z.string(), name: z.string() })),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { alert, net, isOwn } = await loadAlert(ctx, input.alertId);
    await ctx.recordRead('alert', alert.clientId, [alert.id], isOwn ? 'care' : 'alert');
    const steps = alert.riskAlertHopAsAlert.map((hop) => ({ ...hop }));
    const wasRead = readOf(steps.filter(({ kind, staffId: by }) => kind !== 'read' || by === staffId)) !== null;
    if (!wasRead && alert.state === 'open') {
      const at = ctx.now();
      await ctx.asWorker((worker) =>
        worker.write(async (tx) => {
          await noteHop(tx, alert, 'read', staffId, at);
          await tx.audit('alert.read', { subjectType: 'alert', subjectId: alert.id, clientId: alert.clientId });
        }),
      );
      steps.push({ kind: 'read', staffId, at: new Date(at.epochMilliseconds) });
    }
    const sealed = JSON.parse(
      await ctx.vault.open(alert.clientId, alertPlace('answer_sealed', alert.id), alert.answerSealed),
    ) as { item: number; position: number };
    const key = alert.administration.measureKey;
    const definition = isMeasureKey(key) ? measures[key] : null;
    const item = definition?.items[sealed.item - 1];
    const next = nextAfter(net, alert.holderId);
    const [contact, people, staff] = await Promise.all([
      ctx.db.safeContact.findFirst({ where: { practiceId, clientId: alert.clientId } }),
      ctx.db.personAround.findMany({
        where: { practiceId, clientId: alert.clientId, kind: { in: ['gp', 'emergency'] } },
        select: { kind: true, name: true, telephone: true },
      }),
      ctx.db.staffMember.findMany({
        where: {
          practiceId,
          id: {
            in: [
              ...steps.flatMap((hop) => hop.staffId ?? []),
              alert.holderId,
              alert.acknowledgedById ?? alert.holderId,
            ],
          },
        },
        select: { id: true, shortName: true },
      }),
    ]);
    const nameOf = (id: string | null) =>
      staff.find((each) => each.id === id)?.shortName ?? net.names.get(id ?? '')?.short ?? '';
    return {
      alertId: alert.id,
      state: alert.state as 'open' | 'acknowledged',
      client: { name: alert.client.shortName, firstName: alert.client.firstName, id: isOwn ? alert.client.id : null },
      timeZone: ctx.practice.timeZone,
      measureName: definition?.name ?? '',
      recall: definition?.recall ?? '',
      itemText: item?.text ?? null,
      answer: item?.options[sealed.position]?.label ?? null,
      tier: alert.tier,
      raisedAt: alert.raisedAt.toISOString(),
      promisedByAt: alert.promisedByAt > alert.raisedAt ? alert.promisedByAt.toISOString() : null,
      passesAt: alert.state === 'open' ? (alert.passesAt?.toISOString() ?? null) : null,
      holder: {
        name: nameOf(alert.holderId),
        role: net.ladder.find((rung) => rung.staffId === alert.holderId)?.role ?? null,
        isMe: alert.holderId === staffId,
      },
      next: next && { name: net.names.get(next.staffId)?.short ?? '', role: next.role },
      reaching: {
        telephone: contact?.telephoneIsSafe ? contact.telephone : null,
        mayLeaveMessage: contact?.mayLeaveMessage ?? false,
        messageAs: contact?.messageAs ?? null,
        fromLocal: contact?.fromLocal ?? null,
        untilLocal: contact?.untilLocal ?? null,
        people,
      },
      action: alert.actionSealed
        ? await ctx.vault.open(alert.clientId, alertPlace('action_sealed', alert.id), alert.actionSealed)
        : null,
      acknowledged:
        alert.state === 'acknowledged' && alert.acknowledgedAt
          ? { at: alert.acknowledgedAt.toISOString(), by: nameOf(alert.acknowledgedById) }
          : null,
      steps: steps.map(({ kind, at, staffId: by }) => ({ kind, at: at.toISOString(), name: nameOf(by) })),
    };
  });
