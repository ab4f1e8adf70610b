import type { WorkingAgreement } from '@heather/confidentiality';
import { fail } from '@heather/core';
import type { Tx } from '../database.ts';

export const controllerWords = ['practice', 'therapist', 'both'] as const;
export type Controller = (typeof controllerWords)[number];
export type Keeper = NonNullable<WorkingAgreement['recordsAfter']>;
export type Party = { controller: Controller; keeper: Keeper };

/** What holds until a practice has said something else: it is responsible, and the record stays with it. */
export const usualParty: Party = { controller: 'practice', keeper: 'practice' };

/**
 * Who is responsible in law for what is written about this therapist's clients, and who keeps it when they leave: the practice's rule,
 * with what is otherwise for this therapist. It goes into each agreement from now on; what was signed stays.
 */
export async function partyOf(
  db: Tx,
  practiceId: string,
  therapist: { id: string; fullName: string },
): Promise<{ controllers: WorkingAgreement['controllers']; recordsAfter: Keeper }> {
  const practice = (await db.practice.findFirst({ where: { id: practiceId } })) ?? fail('unavailable');
  const rules = await db.partyRule.findMany({
    where: { practiceId, OR: [{ therapistId: null }, { therapistId: therapist.id }] },
  });
  const usual = rules.find(({ therapistId }) => therapistId === null);
  const own = rules.find(({ therapistId }) => therapistId !== null);
  const controller = (own?.controller ?? usual?.controller ?? usualParty.controller) as Controller;
  const keeper = (own?.keeper ?? usual?.keeper ?? usualParty.keeper) as Keeper;
  const address = practice.controllerAddress ?? practice.name;
  const contact = practice.telephone ?? practice.mailFrom ?? practice.name;
  const house = {
    name: practice.controllerName,
    role: 'practice' as const,
    address,
    contact,
    ...(practice.icoNumber && { registrationNumber: practice.icoNumber }),
  };
  const person = {
    name: own?.name ?? therapist.fullName,
    role: 'therapist' as const,
    address: own?.address ?? address,
    contact: own?.contact ?? contact,
    ...(own?.icoNumber && { registrationNumber: own.icoNumber }),
  };
  const controllers = { practice: [house], therapist: [person], both: [house, person] }[controller];
  return { controllers, recordsAfter: keeper };
}
