import type { ClientRouter } from '@heather/api/client';
import { optionsProxy } from '@heather/ui';
import { createTRPCClient, getUntypedClient, httpBatchLink } from '@trpc/client';
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** The server answers at most ten calls in one request; more are sent in a second one. */
const mostInOneBatch = 10;

/** `api.area.thing.query(input)`, for a call outside a component. */
export const api = createTRPCClient<ClientRouter>({
  links: [httpBatchLink({ url: '/trpc', maxItems: mostInOneBatch })],
});

const calls = getUntypedClient(api);

/**
 * `useQuery(trpc.area.thing.queryOptions(input))`, `useMutation(trpc.area.act.mutationOptions())`,
 * `queryClient.invalidateQueries(trpc.area.pathFilter())`. Infinite lists and subscriptions are not there.
 */
export const trpc = optionsProxy({
  query: (path, input, options) => calls.query(path, input, options),
  mutation: (path, input) => calls.mutation(path, input),
}) as TRPCOptionsProxy<ClientRouter>;
