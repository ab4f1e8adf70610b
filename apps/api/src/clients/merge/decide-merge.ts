/** What is open in a record's frame. Nothing clinical: what is asked or waits to be read stops no merge, and so tells nobody of it. */
export const openKinds = ['enquiry', 'place-in-list', 'offer', 'course', 'agreement', 'session'] as const;
export type OpenKind = (typeof openKinds)[number];

export type Half = {
  id: string;
  open: readonly OpenKind[];
  /** It goes on under another record already. */
  isMerged: boolean;
  /** Another record goes on under this one. */
  isKept: boolean;
};

export type MergeDecision =
  | { ok: true }
  | { ok: false; code: 'bad-input' | 'client/joined-already' | 'client/not-at-rest'; open: readonly OpenKind[] };

/**
 * May `closing` go on under `kept`? A record that is one of two already is no half of a third, but the kept one may take in several.
 */
export function decideMerge(kept: Half, closing: Half): MergeDecision {
  if (kept.id === closing.id) return { ok: false, code: 'bad-input', open: [] };
  if (kept.isMerged || closing.isMerged || closing.isKept)
    return { ok: false, code: 'client/joined-already', open: [] };
  if (closing.open.length > 0) return { ok: false, code: 'client/not-at-rest', open: closing.open };
  return { ok: true };
}

const undoDays = 30;

/** The last moment at which a merge may be undone: as long as somebody may still notice that they were two people. */
export function undoUntil(mergedAt: Temporal.Instant): Temporal.Instant {
  return mergedAt.add({ hours: undoDays * 24 });
}
