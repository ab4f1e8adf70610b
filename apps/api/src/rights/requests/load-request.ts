import {
  fail,
  type RightsClock,
  type RightsKind,
  type RightsStep,
  type RightsStepKind,
  rightsClock,
} from '@heather/core';
import type { Prisma } from '@heather/database';
import type { Tx } from '../../database.ts';
import { localOn } from '../../measures/instants.ts';

const columns = {
  id: true,
  clientId: true,
  kind: true,
  channel: true,
  receivedOn: true,
  state: true,
  wordsSealed: true,
  createdAt: true,
  recordedBy: { select: { shortName: true } },
  client: { select: { shortName: true } },
  rightsStepAsRequest: { orderBy: { seq: 'asc' }, include: { staff: { select: { shortName: true } } } },
} satisfies Prisma.RightsRequestSelect;

type Reader = { db: Pick<Tx, 'rightsRequest'>; practiceId: string; now: Temporal.Instant; zone: string };

export type LoadedRequest = Prisma.RightsRequestGetPayload<{ select: typeof columns }> & {
  kind: RightsKind;
  receivedOnText: string;
  steps: RightsStep[];
  clock: RightsClock;
};

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** Requests with their clocks, as the day stands on the practice's wall. */
export async function loadRequests(
  { db, practiceId, now, zone }: Reader,
  where: Prisma.RightsRequestWhereInput,
  paging: Pick<Prisma.RightsRequestFindManyArgs, 'orderBy' | 'take'> = {},
): Promise<LoadedRequest[]> {
  const rows = await db.rightsRequest.findMany({ where: { ...where, practiceId }, select: columns, ...paging });
  const todayOn = localOn(now, zone);
  return rows.map((row) => {
    const asked = { kind: row.kind as RightsKind, receivedOn: dayOf(row.receivedOn) };
    const steps = row.rightsStepAsRequest.map(({ kind, happenedOn }) => ({
      kind: kind as RightsStepKind,
      on: dayOf(happenedOn),
    }));
    return {
      ...row,
      kind: asked.kind,
      receivedOnText: asked.receivedOn,
      steps,
      clock: rightsClock(asked, steps, todayOn),
    };
  });
}

/** @throws not-found, as for a random id */
export async function loadRequest(reader: Reader, requestId: string, clientId?: string): Promise<LoadedRequest> {
  const [found] = await loadRequests(reader, { id: requestId, ...(clientId !== undefined && { clientId }) });
  return found ?? fail('not-found');
}

export const requestPlace = (rowId: string) => ({ table: 'rights_request', column: 'words_sealed', rowId });
export const stepPlace = (rowId: string) => ({ table: 'rights_step', column: 'words_sealed', rowId });
