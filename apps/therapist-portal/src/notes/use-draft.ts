import { readRefusal, useUnsavedGuard } from '@heather/ui';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type Answer, type DraftKeeper, type DraftState, isUnsaved, keepDraft, type Sent } from './draft-keeper.ts';

type Start = { words: string; version: number; savedAt: string | null };
export type Draft = DraftState & { keeper: DraftKeeper; write: (words: string) => void };

/**
 * One field whose words are kept on the server as they are typed. `start` counts once, when the field appears: what is fetched later
 * comes in by `keeper.replace`, so that nothing is ever put over words that somebody is typing.
 */
export function useDraft(start: Start, send: (sent: Sent) => Promise<Answer>): Draft {
  const [keeper] = useState(() => keepDraft({ start, send, tabId: crypto.randomUUID(), refusalOf }));
  const state = useSyncExternalStore(keeper.subscribe, keeper.get);
  useUnsavedGuard(isUnsaved(state));
  useEffect(() => {
    const tryNow = () => keeper.tryNow();
    window.addEventListener('online', tryNow);
    window.addEventListener('focus', tryNow);
    return () => {
      window.removeEventListener('online', tryNow);
      window.removeEventListener('focus', tryNow);
      // Left by a link: what is not sent yet is sent now.
      void keeper.flush();
    };
  }, [keeper]);
  return { ...state, keeper, write: keeper.write };
}

/**
 * What is worth trying again is no refusal: a connection that is away, and a sign-in that ran out, which somebody can renew in
 * another tab without losing this page.
 */
function refusalOf(error: unknown): string | null {
  const { code, words } = readRefusal(error);
  return ['unreachable', 'unknown', 'unavailable', 'rate-limited', 'signed-out'].includes(code) ? null : words;
}
