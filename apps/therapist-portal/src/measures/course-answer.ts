import type { trpc } from '../app/trpc.ts';

type Answer<T extends { queryFn?: unknown }> = T['queryFn'] extends infer F
  ? F extends (...given: never[]) => infer R
    ? Awaited<R>
    : never
  : never;

/** What measures.course answers. */
export type Course = Answer<ReturnType<typeof trpc.measures.course.queryOptions>>;
/** What measures.list answers. */
export type MeasureList = Answer<ReturnType<typeof trpc.measures.list.queryOptions>>;
