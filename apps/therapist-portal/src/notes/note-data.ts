import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import type { Answer, Sent } from './draft-keeper.ts';

type Outputs = inferRouterOutputs<StaffRouter>['notes'];
export type NotePage = Outputs['get'];
export type Note = NotePage['note'];
export type Template = NotePage['templates'][number];
export type ClosingDay = Outputs['day'];
export type ClosingSession = ClosingDay['sessions'][number];
export type Of = { sessionId: string; clientId: string };

/** Not by a mutation: a sign-in that ran out must not lead away from words that are not kept yet. */
export const saveNote =
  (of: Of) =>
  (sent: Sent): Promise<Answer> =>
    api.notes.save.mutate({ ...of, ...sent });

export const noteHref = ({ sessionId, clientId }: Of) => `/clients/${clientId}/notes/${sessionId}`;

/** What hangs on notes is asked anew: their pages, the day. */
export const refreshNotes = () =>
  Promise.all([
    queryClient.invalidateQueries(trpc.notes.pathFilter()),
    queryClient.invalidateQueries(trpc.day.pathFilter()),
  ]);

/** Headings with room under each. */
export const underHeadings = (headings: readonly string[]) => headings.map((heading) => `${heading}\n\n`).join('\n');

/** "13 days after the session" */
export const lateWords = (days: number) => `Signed ${days} days after the session.`;
