import {
  moneyText,
  type SignedFrame,
  signedFrameSchema,
  type TemplateVersion,
  templateVersionSchema,
  whenText,
  windowText,
} from '@heather/confidentiality';
import type { Tx } from '../database.ts';

export type CurrentAgreement = {
  id: string;
  episodeId: string;
  number: number;
  therapistId: string;
  offerId: string | null;
  frame: SignedFrame;
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

type Row = {
  id: string;
  episodeId: string;
  number: number;
  therapistId: string;
  offerId: string | null;
  frame: string;
  state: string;
  agreedAt: Date | null;
  createdAt: Date;
};

/** The same for many episodes in one query, the same for any number of them: a day of cards asks once. An emptied one holds no more. */
export async function currentAgreements(
  db: Tx,
  practiceId: string,
  episodeIds: readonly string[],
): Promise<Map<string, CurrentAgreement>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT DISTINCT ON (episode_id, state) id, episode_id AS "episodeId", number, therapist_id AS "therapistId", offer_id AS "offerId",
      frame::text, state, agreed_at AS "agreedAt", created_at AS "createdAt"
    FROM working_agreement
    WHERE practice_id = ${practiceId}::uuid AND episode_id = ANY (${[...episodeIds]}::uuid[]) AND state IN ('agreed', 'sent')
      AND frame <> '{}'
    ORDER BY episode_id, state, number DESC`;
  const found = new Map<string, CurrentAgreement>();
  for (const [episodeId, own] of Map.groupBy(rows, (row) => row.episodeId)) {
    const agreed = own.find(({ state }) => state === 'agreed');
    const sent = own.find(({ state }) => state === 'sent');
    const row = agreed ?? sent;
    if (!row) continue;
    found.set(episodeId, {
      id: row.id,
      episodeId,
      number: row.number,
      therapistId: row.therapistId,
      offerId: row.offerId,
      frame: readFrame(row.frame),
      state: row.state,
      agreedAt: row.agreedAt?.toISOString() ?? null,
      waiting:
        sent && agreed && sent.number > agreed.number
          ? { id: sent.id, number: sent.number, sentAt: sent.createdAt.toISOString() }
          : null,
    });
  }
  return found;
}

/** Some six thousand bytes each. */
const mostFrames = 1000;
const frames = new Map<string, SignedFrame>();

/**
 * A frame from its row's text, checked once: the same agreements are read all day, and checking one takes longer than fetching it. Kept by
 * what the text says and not by its row, so that a changed row can never be answered by what it said before; frozen, because it is
 * handed to many. What was used longest ago leaves first.
 */
function readFrame(text: string): SignedFrame {
  const read = frames.get(text) ?? frozen(frameOf({ frame: JSON.parse(text) }));
  frames.delete(text);
  frames.set(text, read);
  const [oldest] = frames.size > mostFrames ? frames.keys() : [];
  if (oldest !== undefined) frames.delete(oldest);
  return read;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** The frame of a row: what is signed. How we work lies sealed beside it (how-we-work.ts). */
export const frameOf = (row: { frame: unknown }): SignedFrame => signedFrameSchema.parse(row.frame);

/** One line for a card: "Tuesdays 17:30, 50 minutes, Room 2. £45. Cancel a day before." Nothing clinical stands in it. */
export function agreementLine(frame: SignedFrame): string {
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
  title: string | null;
  template: { key: string; kind: string; title: string };
}): TemplateVersion {
  const { key, kind, title } = row.template;
  return templateVersionSchema.parse({
    key,
    kind,
    title: row.title ?? title,
    number: row.number,
    language: row.language,
    nation: row.nation,
    state: row.state,
    clauses: row.clauses,
    isMaterialChange: row.isMaterialChange,
    ...(row.changeSummary ? { changeSummary: row.changeSummary } : {}),
  });
}
