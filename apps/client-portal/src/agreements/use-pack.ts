import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import { clockTime } from './when.ts';

export type Choice = 'yes' | 'no';
export type Saved = { kind: 'kept'; at: string } | { kind: 'saving' } | { kind: 'failed' } | { kind: 'nothing' };

/** One after the other: a later choice never arrives before an earlier one, nor the signature before the last of them. */
export const inTurn = (packId: string) => ({ id: `agreement ${packId}` });

/** One's own agreement, and what was chosen so far: in memory while the page is open, on the server otherwise. */
export function usePack(packId: string) {
  const pack = useQuery(trpc.agreements.get.queryOptions({ packId }, { refetchOnWindowFocus: false }));
  const data = pack.data;
  const [answers, setAnswers] = useState<Record<string, Choice>>({});
  const [noticeSeen, setNoticeSeen] = useState(false);
  const [saved, setSaved] = useState<Saved>({ kind: 'nothing' });
  const isFilled = useRef(false);
  useEffect(() => {
    if (isFilled.current || !data) return;
    isFilled.current = true;
    if (!data.draft) return;
    setAnswers(data.draft.answers);
    setNoticeSeen(data.draft.noticeSeen);
    setSaved({ kind: 'kept', at: clockTime(data.draft.savedAt, data.timeZone) });
  }, [data]);

  const present = useMutation(trpc.agreements.present.mutationOptions());
  const isShown = useRef(false);
  const isOpen = data?.state === 'sent' || data?.state === 'talking';
  useEffect(() => {
    if (!isOpen || data?.isPresented || isShown.current) return;
    isShown.current = true;
    present.mutate({ packId });
  }, [isOpen, data?.isPresented, packId, present.mutate]);

  const save = useMutation(
    trpc.agreements.saveDraft.mutationOptions({
      scope: inTurn(packId),
      onMutate: () => setSaved({ kind: 'saving' }),
      onError: () => {
        setSaved({ kind: 'failed' });
        void pack.refetch();
      },
      onSuccess: ({ savedAt }) => setSaved({ kind: 'kept', at: clockTime(savedAt, data?.timeZone ?? 'Europe/London') }),
    }),
  );
  const keep = (next: { answers?: Record<string, Choice>; noticeSeen?: boolean }) => {
    const all = { answers: next.answers ?? answers, noticeSeen: next.noticeSeen ?? noticeSeen };
    setAnswers(all.answers);
    setNoticeSeen(all.noticeSeen);
    save.mutate({ packId, ...all });
  };
  return {
    data,
    answers,
    noticeSeen,
    saved,
    answer: (clauseId: string, choice: Choice) => keep({ answers: { ...answers, [clauseId]: choice } }),
    seeNotice: (isSeen: boolean) => keep({ noticeSeen: isSeen }),
    refresh: () => queryClient.invalidateQueries(trpc.agreements.pathFilter()),
  };
}
export type UsedPack = ReturnType<typeof usePack>;
export type PackData = NonNullable<UsedPack['data']>;
