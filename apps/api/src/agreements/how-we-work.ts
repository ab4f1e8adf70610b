import { type HowWeWork, howWeWorkSchema, nothingSaid } from '@heather/confidentiality';
import type { Ciphertext } from '@heather/database';
import type { Db, PracticeVault } from '../database.ts';
import type { StaffContext } from '../trpc/procedures.ts';
import { allocatedCourses } from './reach.ts';

const place = (rowId: string) => ({ table: 'agreement_pack', column: 'how_we_work_sealed', rowId });

/** For one signer, with their key. Null when nothing is said: then there is nothing to keep. */
export async function sealHowWeWork(
  vault: PracticeVault,
  pack: { id: string; clientId: string },
  said: HowWeWork,
): Promise<Ciphertext | null> {
  if (!said.pace && !said.whenStuck) return null;
  return vault.seal(pack.clientId, place(pack.id), JSON.stringify(said));
}

/** What two people say of how they work, as one signer's pack keeps it. */
export async function openHowWeWork(
  vault: PracticeVault,
  pack: { id: string; clientId: string; howWeWorkSealed: Uint8Array | null },
): Promise<HowWeWork> {
  if (!pack.howWeWorkSealed) return nothingSaid;
  const json = await vault.open(pack.clientId, place(pack.id), pack.howWeWorkSealed as Ciphertext);
  return howWeWorkSchema.parse(JSON.parse(json));
}

/** What an agreement says of it: from whichever signer's copy there is. That of somebody whose record was destroyed opens to nobody. */
export async function howWeWorkOf(
  db: Pick<Db, 'agreementPack'>,
  vault: PracticeVault,
  agreement: { practiceId: string; id: string },
): Promise<HowWeWork> {
  const pack = await db.agreementPack.findFirst({
    where: {
      practiceId: agreement.practiceId,
      workingAgreementId: agreement.id,
      howWeWorkSealed: { not: null },
      client: { state: { not: 'erased' } },
    },
    orderBy: { sentAt: 'asc' },
    select: { id: true, clientId: true, howWeWorkSealed: true },
  });
  return pack ? openHowWeWork(vault, pack) : nothingSaid;
}

/**
 * Whether the caller reads in this course how the two work: its own therapist, somebody who covers for them, nobody by another role.
 * The manager sees the frame and never the therapy.
 */
export async function readsHowWeWork(ctx: StaffContext, episodeId: string): Promise<boolean> {
  return (await allocatedCourses(ctx)).includes(episodeId);
}
