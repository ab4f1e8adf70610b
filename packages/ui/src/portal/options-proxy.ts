/**
 * The few options that our portals ask of @trpc/tanstack-react-query, under the same names and with the same keys.
 * Its own module weighs 3 kB with subscriptions and infinite lists; the client's first page has 95 in all.
 * Portals give it the library's type.
 */
type Calls = {
  query: (path: string, input: unknown, options: { signal?: AbortSignal }) => Promise<unknown>;
  mutation: (path: string, input: unknown) => Promise<unknown>;
};
type Given = Record<string, unknown> | undefined;
type Maker = (calls: Calls, path: string[], first: unknown, second: unknown) => unknown;

const queryKey = (path: string[], input: unknown) => [
  path,
  input === undefined ? { type: 'query' } : { input, type: 'query' },
];

const makers: Record<string, Maker> = {
  queryOptions: (calls, path, input, given) => ({
    ...(given as Given),
    queryKey: queryKey(path, typeof input === 'symbol' ? undefined : input),
    // A symbol is react-query's skipToken: there is nothing to ask yet.
    queryFn:
      typeof input === 'symbol'
        ? input
        : ({ signal }: { signal?: AbortSignal }) => calls.query(path.join('.'), input, { signal }),
  }),
  mutationOptions: (calls, path, given) => ({
    ...(given as Given),
    mutationKey: [path],
    mutationFn: (input: unknown) => calls.mutation(path.join('.'), input),
  }),
  queryKey: (_calls, path, input) => queryKey(path, input),
  queryFilter: (_calls, path, input, given) => ({ ...(given as Given), queryKey: queryKey(path, input) }),
  pathKey: (_calls, path) => [path],
  pathFilter: (_calls, path, given) => ({ ...(given as Given), queryKey: [path] }),
};

/** `proxy.area.thing.queryOptions(input)` and its kin. @throws TypeError for an option that is not in the list above */
export function optionsProxy(calls: Calls): unknown {
  const at = (path: string[]): unknown =>
    new Proxy(() => {}, {
      get: (_target, key) => (typeof key === 'string' ? at([...path, key]) : undefined),
      apply: (_target, _self, given: unknown[]) => {
        const maker = makers[path.at(-1) ?? ''];
        if (maker === undefined) throw new TypeError(`No such option: ${path.join('.')}`);
        return maker(calls, path.slice(0, -1), given[0], given[1]);
      },
    });
  return at([]);
}
