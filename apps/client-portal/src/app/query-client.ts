import { doorFor, leadToSignIn, leadUnlessTyping, readRefusal } from '@heather/ui';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

/** A sign-in that ran out is not the page's trouble: it leads to the sign-in page, which leads back. */
function onError(error: unknown): void {
  leadToSignIn(readRefusal(error).code);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      // A page that asks for the proof itself keeps what was typed.
      if (mutation.meta?.asksForProof && readRefusal(error).code === 'step-up-needed') return;
      leadUnlessTyping(readRefusal(error).code);
    },
  }),
  defaultOptions: {
    queries: {
      // Only a network that was away is worth a second try; a refusal stays a refusal.
      retry: (times, error) => times < 2 && readRefusal(error).code === 'unreachable',
      staleTime: 15_000,
      // A page that could not be fetched at all is the page boundary's; one that leads to the sign-in is on its way.
      throwOnError: (error, query) =>
        query.state.data === undefined && doorFor(readRefusal(error).code, window.location.pathname) === null,
    },
    mutations: { retry: false },
  },
});
