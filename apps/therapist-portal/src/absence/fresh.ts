import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

/** Whatever shows sessions is asked anew. */
export const fresh = () =>
  Promise.all(
    [trpc.absence, trpc.day, trpc.scheduling].map((area) => queryClient.invalidateQueries(area.pathFilter())),
  );
