import {
  moneyText,
  type TemplateVersion,
  templateVersionSchema,
  type WorkingAgreement,
  whenText,
  windowText,
  workingAgreementSchema,
} from '@heather/confidentiality';
import type { Tx } from '../database.ts';

export type CurrentAgreement = {
  id: string;
  episodeId: string;
  number: number;
  therapistId: string;
  offerId: string | null;
  frame: WorkingAgreement;
  state: string;
  agreedAt: string | null;
  /** A newer one waits for its signatures; null when none does. */
  waiting: { id: string; number: number; sentAt: string } | null;
};

/**
 * What holds in an episode: the newest agreement that everybody signed; before there is one, the newest that was sent.
 * Null when none was ever sent. Reads only rows that the caller's own rights reach.
 */
export async function currentAgreement(
  db: Tx,
  practiceId: string,
  episodeId: string,
): Promise<CurrentAgreement | null> {
  return (await currentAgreements(db, practiceId, [episodeId])).get(episodeId) ?? null;
}

/** The same for many episodes in one query: a day of cards asks once. */
export async function currentAgreements(
  db: Tx,
  practiceId: string,
  episodeIds: readonly string[],
): Promise<Map<string, CurrentAgreement>> {
  const rows = await db.workingAgreement.findMany({
    where: { practiceId, episodeId: { in: [...episodeIds] }, state: { in: ['agreed', 'sent'] } },
    orderBy: { number: 'desc' },
  });
  const found = new Map<string, CurrentAgreement>();
  for (const episodeId of episodeIds) {
    const own = rows.filter((row) => row.episodeId === episodeId);
    const row = own.find(({ state }) => state === 'agreed') ?? own[0];
    if (!row) continue;
    const newer = own[0] as typeof row;
    found.set(episodeId, {
      id: row.id,
      episodeId,
      number: row.number,
      therapistId: row.therapistId,
      offerId: row.offerId,
      frame: frameOf(row),
      state: row.state,
      agreedAt: row.agreedAt?.toISOString() ?? null,
      waiting:
        newer.state === 'sent' && newer.id !== row.id
          ? { id: newer.id, number: newer.number, sentAt: newer.createdAt.toISOString() }
          : null,
    });
  }
  return found;
}

/** People round the client who are part of the frame and not of what is signed. */
export type FramePeople = Pick<WorkingAgreement, 'gp' | 'emergencyContact'>;

/** The whole frame of a row: what is signed, how we work as it is now, and the people round the client. */
export function frameOf(row: { frame: unknown; howWeWork: unknown }, people: FramePeople = {}): WorkingAgreement {
  return workingAgreementSchema.parse({ ...(row.frame as object), howWeWork: row.howWeWork, ...people });
}

/** One line for a card: "Tuesdays 17:30, 50 minutes, Room 2. £45. Cancel a day before." Nothing clinical stands in it. */
export function agreementLine(frame: WorkingAgreement): string {
  const { place, feePence, cancellationWindowHours: hours } = frame;
  const where = place.kind === 'room' ? place.name : place.kind === 'online' ? 'online' : 'by telephone';
  const fee = feePence === 0 ? 'No fee' : moneyText(feePence, frame.currency);
  const cancel = hours === 0 || feePence === 0 ? '' : ` Cancel ${windowText(hours)} before.`;
  return `${whenText(frame)}, ${frame.lengthMinutes} minutes, ${where}. ${fee}.${cancel}`;
}

/** A row of template_version with its template, as the domain reads it. @throws ZodError when the row was never valid */
export function versionOf(row: {
  number: number;
  language: string;
  nation: string;
  state: string;
  clauses: unknown;
  changeSummary: string | null;
  isMaterialChange: boolean;
  template: { key: string; kind: string; title: string };
}): TemplateVersion {
  const { key, kind, title } = row.template;
  return templateVersionSchema.parse({
    key,
    kind,
    title,
    number: row.number,
    language: row.language,
    nation: row.nation,
    state: row.state,
    clauses: row.clauses,
    isMaterialChange: row.isMaterialChange,
    ...(row.changeSummary ? { changeSummary: row.changeSummary } : {}),
  });
}
