import { optionalConsentsOf } from '@heather/confidentiality';
import { type ConsentEvent, type EffectiveConsent, effectiveConsent } from '@heather/consent';
import type { Tx } from '../database.ts';
import { instantOf } from '../measures/instants.ts';
import { versionOf } from './current-agreement.ts';

/** The kind of record that optional consents stand on; no other is ever folded. */
export const optionalKind = 'optional-consents';

type EventRow = {
  recordId: string;
  seq: number;
  type: string;
  clauseId: string | null;
  channel: string;
  actorKind: string;
  actorId: string | null;
  at: Date;
};

export const eventOf = (event: EventRow): ConsentEvent => ({
  recordId: event.recordId,
  seq: event.seq,
  type: event.type as ConsentEvent['type'],
  clauseId: event.clauseId,
  channel: event.channel as ConsentEvent['channel'],
  actorKind: event.actorKind as ConsentEvent['actorKind'],
  actorId: event.actorId,
  at: instantOf(event.at).toString(),
});

type VersionRow = Parameters<typeof versionOf>[0];

/** Months after which a yes runs out, by clause. @param oldestFirst the wordings asked in: the newest word on a clause decides */
export function validMonthsOf(oldestFirst: readonly VersionRow[]): Record<string, number> {
  const months: Record<string, number> = {};
  for (const version of oldestFirst)
    for (const clause of optionalConsentsOf(versionOf(version)))
      if (clause.validMonths !== undefined) months[clause.clauseId] = clause.validMonths;
  return months;
}

/** What each of these people's choices come to, from their events alone; nobody keeps it anywhere. */
export async function effectiveOf(
  db: Tx,
  practiceId: string,
  clientIds: readonly string[],
  at: Temporal.Instant,
): Promise<ReadonlyMap<string, EffectiveConsent>> {
  const records = await db.consentRecord.findMany({
    where: { practiceId, clientId: { in: [...clientIds] }, kind: optionalKind },
    orderBy: { createdAt: 'asc' },
    select: {
      clientId: true,
      templateVersionId: true,
      consentEventAsRecord: true,
    },
  });
  if (records.length === 0) return new Map();
  const ids = [...new Set(records.map(({ templateVersionId }) => templateVersionId))];
  const versions = new Map(
    (await db.templateVersion.findMany({ where: { practiceId, id: { in: ids } }, include: { template: true } })).map(
      (version) => [version.id, version],
    ),
  );
  return new Map(
    [...Map.groupBy(records, ({ clientId }) => clientId)].map(([clientId, own]) => {
      const validMonths = validMonthsOf(own.flatMap(({ templateVersionId }) => versions.get(templateVersionId) ?? []));
      const events = own.flatMap(({ consentEventAsRecord }) => consentEventAsRecord.map(eventOf));
      return [clientId, effectiveConsent(events, at, { validMonths })];
    }),
  );
}
