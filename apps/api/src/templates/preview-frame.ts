import { exampleFrame, type Nation, type WorkingAgreement } from '@heather/confidentiality';
import { fail } from '@heather/core';
import { type Keeper, usualParty } from '../agreements/party.ts';
import type { Tx } from '../database.ts';

/** A frame with the practice's own name, address and fee, and made-up people: what a wording is looked at with. */
export async function previewFrame(db: Tx, practiceId: string, nation: Nation): Promise<WorkingAgreement> {
  const own = (await db.practice.findFirst({ where: { id: practiceId } })) ?? fail('unavailable');
  const fee = await db.feeOption.findFirst({ where: { practiceId, isDefault: true } });
  const rule = await db.partyRule.findFirst({ where: { practiceId, therapistId: null } });
  const address = own.controllerAddress ?? 'your address';
  const contact = own.telephone ?? own.mailFrom ?? 'how to reach you';
  return exampleFrame({
    nation,
    parties: {
      client: { name: 'Your client' },
      therapist: { name: 'Your therapist' },
      practice: { name: own.name },
    },
    controllers: [
      {
        name: own.controllerName,
        role: 'practice',
        address,
        contact,
        ...(own.icoNumber && { registrationNumber: own.icoNumber }),
      },
    ],
    recordsAfter: (rule?.keeper as Keeper | undefined) ?? usualParty.keeper,
    cancellationWindowHours: own.cancellationWindowHours,
    ...(fee && { feePence: fee.feePence, lengthMinutes: fee.minutes }),
  });
}
