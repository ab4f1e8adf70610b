import type { SessionState, SessionStatus } from '@heather/scheduling';
import { currentAgreement } from '../agreements/current-agreement.ts';
import type { Tx } from '../database.ts';
import { instantOf } from '../measures/instants.ts';
import type { SessionRow } from './session-rows.ts';

/**
 * A session as the pure decisions take it, with the cancellation window that everybody signed. Before there is an agreement there is
 * no window, and so nothing is ever due for not coming.
 */
export async function sessionState(db: Tx, practiceId: string, row: SessionRow): Promise<SessionState> {
  const agreement = await currentAgreement(db, practiceId, row.episodeId);
  return stateOf(row, agreement?.state === 'agreed' ? agreement.frame.cancellationWindowHours : 0);
}

export function stateOf(row: SessionRow, windowHours: number): SessionState {
  return {
    status: row.status as SessionStatus,
    startsAt: instantOf(row.startsAt),
    endsAt: instantOf(row.endsAt),
    windowHours,
    feePence: row.feePence,
  };
}

/**
 * Holds the row until the transaction ends: two people who change one session do it one after the other.
 */
export async function lockSession(tx: Tx, practiceId: string, sessionId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM session WHERE practice_id = ${practiceId}::uuid AND id = ${sessionId}::uuid FOR UPDATE`;
}
