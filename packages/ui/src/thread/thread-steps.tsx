import { layThread } from './lay-thread.ts';
import { ThreadDrawing } from './thread.tsx';

export type ThreadStep = { label: string; state: 'done' | 'now' | 'ahead' };
const kinds = { done: 'session', now: 'today', ahead: 'planned' } as const;
const words = { done: 'Done', now: 'Now', ahead: 'Later' } as const;

/** The way of an offer, with its steps named: "Asked 8 Oct", "Offer to Leila", … On a narrow page it runs down. */
export function ThreadSteps({ steps, label }: { steps: readonly ThreadStep[]; label: string }) {
  return (
    <ol className="thread-steps" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <ThreadDrawing layout={layThread([{ kind: kinds[step.state] }], 'way')} />
          <span className="away">{words[step.state]}: </span>
          {step.label}
        </li>
      ))}
    </ol>
  );
}
