import type { ComponentType } from 'react';

/** What a part of the home page is told. `sessionId` is the next session, where there is one. */
export type HomeSectionProps = { sessionId: string | null };

export type HomeSection = {
  key: string;
  /** Fetched when the home page stands, so that its first script stays small. It brings its own heading, or shows nothing. */
  load: () => Promise<{ default: ComponentType<HomeSectionProps> }>;
};

/** Parts that areas put under "next session" on the client's home, in this order. One line an area: areas do not import each other. */
export const homeSections: readonly HomeSection[] = [
  { key: 'away', load: () => import('../absence/away-section.tsx') },
  { key: 'wish', load: () => import('../check-ins/wish-section.tsx') },
  { key: 'goals', load: () => import('../goals/goals-section.tsx') },
  { key: 'notes', load: () => import('../notes/notes-section.tsx') },
];
