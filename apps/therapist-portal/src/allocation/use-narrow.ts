import { useSyncExternalStore } from 'react';

const query = '(max-width: 48rem)';

function listen(changed: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

/** Too narrow for columns: therapists then stand one under the other. In rem, so that large text counts as narrow too. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => window.matchMedia(query).matches);
}
