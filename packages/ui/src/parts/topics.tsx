import { type ReactNode, useId } from 'react';
import { usePreferences } from '../preferences/preferences-provider.tsx';
import { Chevron } from './chevron.tsx';

export type Topic = { id: string; title: string; summary: ReactNode; body: ReactNode };

/** A line for each topic, all of it one tap away. With less at once to see, opening one closes the others. */
export function Topics({ topics }: { topics: readonly Topic[] }) {
  const group = useId();
  const { preferences } = usePreferences();
  return (
    <div className="topics">
      {topics.map((topic) => (
        <details key={topic.id} id={topic.id} name={preferences.stimulus === 'low' ? group : undefined}>
          <summary>
            <b>{topic.title}</b>
            <Chevron />
            <span className="quiet">{topic.summary}</span>
          </summary>
          <div className="topic-body">{topic.body}</div>
        </details>
      ))}
    </div>
  );
}
