import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';

type Absence = inferRouterOutputs<StaffRouter>['absence'];
export type Shown = Absence['preview'];
export type Message = Shown['messages'][number];
export type Away = Absence['get'];
export type Call = Absence['calls']['calls'][number];
export type Kind = NonNullable<Away['kind']>;

export const kindWords: Record<Kind, string> = {
  unwell: 'Unwell',
  leave: 'Leave',
  family: 'Parental or family leave',
  other: 'Something else',
};
export const phaseWords: Record<Away['phase'], string> = {
  ahead: 'ahead',
  now: 'away now',
  over: 'over',
  undone: 'taken back',
};

/** "by mail", and who does it where nobody's mail does. */
export function routeWords(one: { route: Message['route']; guarded?: boolean; telephone?: string | null }): string {
  if (one.route === 'mail') return one.guarded ? 'By mail, to a mailbox that others may read' : 'By mail';
  if (one.route === 'telephone') return `Somebody rings ${one.telephone ?? ''}`.trim();
  if (one.route === 'text') return `Somebody texts ${one.telephone ?? ''}`.trim();
  return 'No safe way is known. The desk decides.';
}

/** Whether a message may be left, and as whom. */
export function machineWords(one: { mayLeaveMessage: boolean; messageAs: string | null }): string {
  if (!one.mayLeaveMessage) return 'Leave no message.';
  return one.messageAs ? `A message may be left, from “${one.messageAs}”.` : 'A message may be left.';
}

export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
export const sessionsWords = (count: number): string => (count === 1 ? '1 session' : `${count} sessions`);
