/** What a page sends: its words, which ones it began from, and how many times this page has sent. */
export type Sent = { tabId: string; seq: number; baseVersion: number; words: string };
export type Answer = { version: number; isNewest: boolean; savedAt: string | null };

export type DraftState = {
  words: string;
  /** Nothing is called saved before the server has said so. */
  phase: 'nothing' | 'saved' | 'unsaved' | 'saving' | 'lost' | 'refused';
  /** "14:03" */
  savedAt: string | null;
  version: number;
  /** Another page wrote on: these words are kept beside the newest until somebody chooses. */
  isElsewhere: boolean;
  /** Why the server would not keep these words; it is asked again once they change. */
  refusal: string | null;
};

export type DraftKeeper = {
  tabId: string;
  get: () => DraftState;
  subscribe: (listen: () => void) => () => void;
  write: (words: string) => void;
  /** Saves what is not saved yet. Resolves to whether all of it is kept now. */
  flush: () => Promise<boolean>;
  /** The next number for something else that this page sends. */
  nextSeq: () => number;
  /** After a choice between versions, or a page that was fetched anew. */
  replace: (to: { words: string; version: number }) => void;
  /** The connection is back. */
  tryNow: () => void;
};

type Given = {
  start: { words: string; version: number; savedAt: string | null };
  tabId: string;
  send: (sent: Sent) => Promise<Answer>;
  /** Words for somebody when the server refuses for a reason that will not pass; null for a lost connection. */
  refusalOf: (error: unknown) => string | null;
};

/** Words that rest for so long are sent; while somebody types on and on, they are sent this often all the same. */
export const restMs = 1200;
export const longestMs = 8000;
/** Between attempts while the connection is lost: doubled each time up to the last. */
const retryMs = [2000, 4000, 8000, 16_000];

/**
 * Keeps the words of one field on the server as they are typed. In memory alone: nothing of it rests in the browser. One request at a
 * time, so that words arrive in the order in which they were typed.
 */
export function keepDraft({ start, tabId, send, refusalOf }: Given): DraftKeeper {
  let state: DraftState = {
    words: start.words,
    phase: start.savedAt === null ? 'nothing' : 'saved',
    savedAt: start.savedAt,
    version: start.version,
    isElsewhere: false,
    refusal: null,
  };
  let kept = start.words;
  let seq = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirtySince: number | null = null;
  let sending: Promise<boolean> | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Partial<DraftState>) => {
    state = { ...state, ...next };
    for (const listen of listeners) listen();
  };
  const after = (waitMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), waitMs);
  };

  function write(words: string): void {
    if (words === state.words) return;
    set({ words, refusal: null, phase: state.phase === 'lost' || state.phase === 'saving' ? state.phase : 'unsaved' });
    dirtySince ??= Date.now();
    if (state.phase === 'unsaved') after(Math.min(restMs, Math.max(0, dirtySince + longestMs - Date.now())));
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (sending) {
      await sending;
      return state.words === kept ? state.phase !== 'refused' : flush();
    }
    if (state.words === kept) return true;
    sending = attempt();
    try {
      return await sending;
    } finally {
      sending = null;
    }
  }

  async function attempt(): Promise<boolean> {
    const { words } = state;
    seq += 1;
    dirtySince = null;
    if (failures === 0) set({ phase: 'saving' });
    try {
      const answer = await send({ tabId, seq, baseVersion: state.version, words });
      kept = words;
      failures = 0;
      const isDone = state.words === words;
      set({
        phase: isDone ? (answer.savedAt === null ? 'nothing' : 'saved') : 'unsaved',
        savedAt: answer.savedAt,
        // Behind another page the old base stays: what this page sends goes beside, not over.
        version: answer.isNewest ? answer.version : state.version,
        isElsewhere: !answer.isNewest,
      });
      if (!isDone) after(restMs);
      return isDone;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== null) {
        set({ phase: 'refused', refusal });
        return false;
      }
      set({ phase: 'lost' });
      after(retryMs[Math.min(failures, retryMs.length - 1)] as number);
      failures += 1;
      return false;
    }
  }

  return {
    tabId,
    get: () => state,
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    write,
    flush,
    nextSeq: () => {
      seq += 1;
      return seq;
    },
    replace: ({ words, version }) => {
      clearTimeout(timer);
      kept = words;
      dirtySince = null;
      set({ words, version, isElsewhere: false, refusal: null, phase: state.savedAt === null ? 'nothing' : 'saved' });
    },
    tryNow: () => {
      if (state.phase === 'lost') void flush();
    },
  };
}

/** Whether leaving the page now would lose words. */
export const isUnsaved = ({ phase }: DraftState): boolean =>
  phase === 'unsaved' || phase === 'saving' || phase === 'lost' || phase === 'refused';
