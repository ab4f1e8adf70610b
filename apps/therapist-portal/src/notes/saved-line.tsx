import type { DraftState } from './draft-keeper.ts';

/** Under a field: what has been kept and what has not. Only what somebody must know is spoken aloud. */
export function SavedLine({ draft }: { draft: DraftState }) {
  const words = savedWords(draft);
  const isOpen = draft.phase === 'lost' || draft.phase === 'refused' || draft.isElsewhere;
  return (
    <p className={isOpen ? 'saved-note open' : 'saved-note'} role={isOpen ? 'alert' : undefined}>
      {words}
    </p>
  );
}

export function savedWords({ phase, savedAt, refusal, isElsewhere }: DraftState): string {
  const last = savedAt === null ? '' : ` Last saved ${savedAt}.`;
  if (phase === 'refused') return `Not saved: ${refusal ?? ''}${last}`;
  if (phase === 'lost') return `Not saved yet: connection lost, trying again. Keep this page open.${last}`;
  if (isElsewhere) return 'Changed in another tab. Both versions are kept; choose between them.';
  if (phase === 'saving' || phase === 'unsaved') return `Not saved yet.${last}`;
  return phase === 'saved' && savedAt !== null ? `Saved ${savedAt}` : '';
}
