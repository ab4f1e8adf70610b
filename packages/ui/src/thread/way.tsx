import { BackLink } from '../parts/back-link.tsx';
import { layThread, type ThreadMark } from './lay-thread.ts';
import { ThreadDrawing } from './thread.tsx';

/** The marks of a way through `of` steps, `step` counted from 1. */
export function wayMarks(step: number, of: number): ThreadMark[] {
  return Array.from({ length: of }, (_, index) => {
    if (index + 1 < step) return { kind: 'session' };
    return index + 1 === step ? { kind: 'today' } : { kind: 'planned' };
  });
}

type WayProps = { step: number; of: number; backHref?: string | undefined; onBack?: (() => void) | undefined };

/** Back at the left, "2 of 4" with the thread at the right. Past nine steps the words stand alone: dots would not fit. */
export function Way({ step, of, backHref, onBack }: WayProps) {
  return (
    <div className="way">
      {backHref === undefined && onBack === undefined ? <span /> : <BackLink href={backHref} onBack={onBack} />}
      <span>
        {step} of {of}
        {of > 9 ? null : <ThreadDrawing layout={layThread(wayMarks(step, of), 'way')} />}
      </span>
    </div>
  );
}
