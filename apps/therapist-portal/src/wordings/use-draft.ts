import { type DraftClause, mergeDrafts } from '@heather/confidentiality';
import { readRefusal, type SavedState, useUnsavedGuard } from '@heather/ui';
import { useEffect, useRef, useState } from 'react';
import { api } from '../app/trpc.ts';

export type Draft = { title: string; clauses: DraftClause[] };
type Kept = Draft & { savedCount: number };

/** Milliseconds without a key before what stands there is kept. Chosen, not derived. */
const restMs = 900;

const clock = (iso: string) => new Date(iso).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/**
 * A draft that keeps itself. When somebody else, or another tab, kept something meanwhile, both are put together clause by clause; what
 * both changed is asked, and until it is answered nothing is overwritten: neither here nor there.
 */
export function useDraft(versionId: string, read: Kept) {
  const [draft, setDraft] = useState<Draft>({ title: read.title, clauses: read.clauses });
  const [saved, setSaved] = useState<SavedState>({ kind: 'nothing' });
  const [clashes, setClashes] = useState<readonly { clauseId: string; theirs: DraftClause | null }[]>([]);
  const [merged, setMerged] = useState(false);
  const kept = useRef<Kept>(read);
  const isSaving = useRef(false);
  const lastAt = useRef<string | undefined>(undefined);
  const [count, setCount] = useState(read.savedCount);
  const isUnsaved = !same(draft, kept.current);

  const save = async (mine: Draft) => {
    if (isSaving.current || same(mine, kept.current)) return;
    isSaving.current = true;
    setSaved({ kind: 'saving' });
    try {
      const { savedCount, savedAt } = await api.templates.saveDraft.mutate({
        versionId,
        savedCount: kept.current.savedCount,
        ...mine,
      });
      kept.current = { ...mine, savedCount };
      lastAt.current = clock(savedAt);
      setCount(savedCount);
      setSaved({ kind: 'kept', at: lastAt.current });
    } catch (error) {
      if (readRefusal(error).code === 'conflict') await meet();
      else setSaved({ kind: 'failed', lastAt: lastAt.current });
    } finally {
      isSaving.current = false;
    }
  };

  const meet = async () => {
    const theirs = await api.templates.words.query({ versionId });
    const base = kept.current;
    kept.current = { title: theirs.title, clauses: theirs.clauses, savedCount: theirs.savedCount };
    setDraft((mine) => {
      const { clauses, clashes: both } = mergeDrafts(base.clauses, mine.clauses, theirs.clauses);
      setClashes(
        both.map((clauseId) => ({
          clauseId,
          theirs: theirs.clauses.find((one) => one.clauseId === clauseId) ?? null,
        })),
      );
      return { title: mine.title === base.title ? theirs.title : mine.title, clauses };
    });
    setMerged(true);
    setCount(theirs.savedCount);
    setSaved({ kind: 'unsaved', lastAt: lastAt.current });
  };

  // `save` is another function at every drawing; what it reads is in refs, and the draft is handed to it.
  useEffect(() => {
    if (clashes.length > 0 || same(draft, kept.current)) return;
    setSaved((before) => (before.kind === 'failed' ? before : { kind: 'unsaved', lastAt: lastAt.current }));
    const timer = setTimeout(() => save(draft), restMs);
    return () => clearTimeout(timer);
  }, [draft, clashes, count]);
  // A server that could not be reached is asked again.
  useEffect(() => {
    if (saved.kind !== 'failed') return;
    const timer = setTimeout(() => save(draft), 5000);
    return () => clearTimeout(timer);
  }, [saved]);
  useUnsavedGuard(isUnsaved);

  return {
    draft,
    saved,
    savedCount: count,
    isUnsaved,
    clashes,
    merged,
    change: (over: Partial<Draft>) => setDraft((before) => ({ ...before, ...over })),
    changeClause: (clauseId: string, over: Partial<DraftClause>) =>
      setDraft((before) => ({
        ...before,
        clauses: before.clauses.map((one) => (one.clauseId === clauseId ? { ...one, ...over } : one)),
      })),
    /** One of two wordings of the same clause: mine stands already. */
    settle: (clauseId: string, takesTheirs: boolean) => {
      const clash = clashes.find((one) => one.clauseId === clauseId);
      if (clash && takesTheirs)
        setDraft((before) => ({
          ...before,
          clauses: before.clauses.flatMap((one) =>
            one.clauseId === clauseId ? (clash.theirs ? [clash.theirs] : []) : [one],
          ),
        }));
      setClashes((before) => before.filter((one) => one.clauseId !== clauseId));
    },
  };
}
export type UsedDraft = ReturnType<typeof useDraft>;

const same = (one: Draft, other: Draft) =>
  one.title === other.title && JSON.stringify(one.clauses) === JSON.stringify(other.clauses);
