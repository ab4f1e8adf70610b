export type SavedState =
  | { kind: 'kept'; at: string }
  | { kind: 'unsaved'; lastAt?: string | undefined }
  | { kind: 'saving' }
  | { kind: 'failed'; lastAt?: string | undefined }
  | { kind: 'nothing' };

/** `at` and `lastAt` are wall-clock times as shown ("11:31"). Nothing is called kept before the server has said so. */
export function savedWords(state: SavedState): string {
  const last = 'lastAt' in state && state.lastAt !== undefined ? ` Last kept at ${state.lastAt}.` : '';
  switch (state.kind) {
    case 'kept':
      return `Kept at ${state.at}`;
    case 'unsaved':
      return `Not saved yet.${last}`;
    case 'saving':
      return 'Saving…';
    case 'failed':
      return `Not saved: we cannot reach the practice. Keep this page open; we try again.${last}`;
    case 'nothing':
      return '';
  }
}

/** Beside a field: what has been kept and what has not. Only a failure is spoken aloud; the rest would chatter. */
export function SavedNote({ state }: { state: SavedState }) {
  const open = state.kind === 'failed' || state.kind === 'unsaved';
  return (
    <p className={open ? 'saved-note open' : 'saved-note'} role={state.kind === 'failed' ? 'alert' : undefined}>
      {savedWords(state)}
    </p>
  );
}
