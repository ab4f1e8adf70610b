import type { PageModule } from '@heather/ui';

/**
 * What stands at "/": a therapist's day, or what waits in the practice. Areas do not import each other, so the choice is made here.
 * `day` is null until the day page exists.
 */
export const startPages: { day: (() => Promise<PageModule>) | null; practice: () => Promise<PageModule> } = {
  day: null,
  practice: () => import('../home/practice-page.tsx'),
};
