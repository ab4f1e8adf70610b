import type { PageModule } from '@heather/ui';

/**
 * What stands at "/": a therapist's day, or what waits in the practice. Areas do not import each other, so the choice is made here.
 */
export const startPages: {
  day: (() => Promise<PageModule>) | null;
  practice: () => Promise<PageModule>;
  /** What a manager still has to set up; nothing once all is there. */
  setUp: () => Promise<PageModule>;
} = {
  day: () => import('../day/day-page.tsx'),
  practice: () => import('../home/practice-page.tsx'),
  setUp: () => import('../practice/set-up-strip.tsx'),
};
