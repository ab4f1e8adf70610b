import { timeLabel } from '@heather/scheduling';
import { type FormError, readRefusal, type SavedState } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import type { Answers, CheckIn, Place } from './check-in-data.ts';

export type StepProps = {
  checkInId: string;
  checkIn: CheckIn;
  go: (place: Place) => void;
  /** Came from the check page, and goes back to it. */
  isChange: boolean;
};

/** Keeps what one page asked on the server before the next page opens; nothing is kept in the browser. */
export function useKeep({ checkInId, checkIn, go, isChange }: StepProps) {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const save = useMutation(trpc.checkIns.save.mutationOptions());
  const keep = async (answers: Partial<Answers>, next: Place) => {
    setErrors([]);
    try {
      const { savedAt, version } = await save.mutateAsync({ checkInId, answers });
      queryClient.setQueryData(trpc.checkIns.get.queryKey({ checkInId }), {
        ...checkIn,
        answers: { ...checkIn.answers, ...answers },
        state: 'begun',
        savedAt,
        version,
      } satisfies CheckIn);
      go(isChange ? 'check' : next);
    } catch (error) {
      const { code, words } = readRefusal(error);
      if (code === 'measure/closed') await queryClient.invalidateQueries(trpc.checkIns.pathFilter());
      setErrors([{ message: words }]);
    }
  };
  return {
    keep,
    errors,
    setErrors,
    isSaving: save.isPending,
    isFailed: save.isError,
    saved: savedState(save, checkIn),
  };
}

function savedState(
  { isPending, isError }: { isPending: boolean; isError: boolean },
  { savedAt }: CheckIn,
): SavedState {
  const zone = Temporal.Now.timeZoneId();
  const at = savedAt === null ? undefined : timeLabel(Temporal.Instant.from(savedAt), zone);
  if (isPending) return { kind: 'saving' };
  if (isError) return { kind: 'failed', lastAt: at };
  return { kind: 'nothing' };
}
