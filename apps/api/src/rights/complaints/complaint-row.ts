import { complaintChannels, complaintClock, complaintOutcomes, complaintStates } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { z } from 'zod';
import type { Db, PracticeVault, Tx } from '../../database.ts';

export const complaintPlace = (rowId: string) => ({ table: 'complaint', column: 'words_sealed', rowId });
export const stepPlace = (rowId: string) => ({ table: 'complaint_step', column: 'words_sealed', rowId });
export const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;
export const dayDate = (on: string): Date => new Date(`${on}T00:00:00Z`);

export const clockSchema = z.strictObject({ acknowledgeByOn: z.string(), daysLeft: z.number(), isLate: z.boolean() });
export const stateSchema = z.enum(complaintStates);
export const channelSchema = z.enum(complaintChannels);
export const outcomeSchema = z.enum(complaintOutcomes);
export const stepKinds = [
  'acknowledged',
  'looked-into',
  'progress-told',
  'outcome-told',
  'handler-changed',
  'withdrawn',
] as const;
export const stepSchema = z.strictObject({ kind: z.enum(stepKinds), at: z.string(), words: z.string().nullable() });

type Clocked = { receivedOn: Date; acknowledgedOn: Date | null; closedOn: Date | null };
/** An answer says that it has come, too. */
export const clockOf = (row: Clocked, todayOn: string) =>
  complaintClock(dayOf(row.receivedOn) ?? todayOn, dayOf(row.acknowledgedOn ?? row.closedOn), todayOn);

/** The steps with what was written to them, opened. */
export async function loadSteps(reader: { db: Db; vault: PracticeVault }, practiceId: string, complaintId: string) {
  const rows = await reader.db.complaintStep.findMany({
    where: { practiceId, complaintId },
    orderBy: { seq: 'asc' },
    take: 200,
  });
  return Promise.all(
    rows.map(async (row) => ({
      kind: row.kind as (typeof stepKinds)[number],
      at: row.at.toISOString(),
      words:
        row.wordsSealed && (await reader.vault.open(row.clientId, stepPlace(row.id), row.wordsSealed as Ciphertext)),
    })),
  );
}

/** In which order somebody is looked for who can look into it. */
const roleOrder = ['manager', 'clinical-lead', 'supervisor', 'therapist', 'front-desk'];

/**
 * Who looks into it: a manager first, then a clinical lead, then whoever works here, and never the person it is about.
 * @returns null where nobody is left
 */
export async function findHandler(db: Tx, practiceId: string, aboutId: string | null): Promise<string | null> {
  const people = await db.staffMember.findMany({
    where: { practiceId, state: 'active', ...(aboutId && { id: { not: aboutId } }) },
    select: { id: true, staffRoleAsStaff: { select: { role: true } } },
    orderBy: { id: 'asc' },
  });
  const rank = (roles: { role: string }[]) =>
    Math.min(...roles.map(({ role }) => roleOrder.indexOf(role)), roleOrder.length);
  return people.toSorted((a, b) => rank(a.staffRoleAsStaff) - rank(b.staffRoleAsStaff))[0]?.id ?? null;
}
