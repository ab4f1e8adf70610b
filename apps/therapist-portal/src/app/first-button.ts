import { useQuery } from '@tanstack/react-query';
import { trpc } from './trpc.ts';

/**
 * One filled button a screen, and if a safety answer stands, its strip has it: then the page's own first button is edged.
 * `kind={useFirstButton()}`. Asks nothing itself: it looks at what the strip has fetched.
 * @param but the alert that this page itself answers: its row is not in the strip
 */
export function useFirstButton(but?: string): 'primary' | 'edged' {
  const mine = useQuery(trpc.alerts.mine.queryOptions(undefined, { enabled: false, throwOnError: false }));
  return mine.data?.alerts.some(({ alertId }) => alertId !== but) ? 'edged' : 'primary';
}
