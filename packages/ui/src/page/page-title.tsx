import { type ReactNode, useEffect, useRef } from 'react';
import { setTitlePage } from './title.ts';

let pagesShown = 0;

type PageTitleProps = {
  /** Neutral words for document.title: a kind of page, never a name. */
  title: string;
  /** What the h1 says; the title's words when left out. */
  children?: ReactNode;
  /** Change it when the page changes under one heading component (the next question of a form). */
  focusKey?: string | number;
};

/**
 * The page's one h1. After a change of page it takes focus, so that a screen reader and the keyboard start at the
 * top of what is new; on the very first page of a visit focus stays where the browser put it.
 */
export function PageTitle({ title, children, focusKey = '' }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shownFor = useRef<string | null>(null);
  useEffect(() => {
    setTitlePage(title);
    const key = `${title}|${focusKey}`;
    if (shownFor.current === key) return;
    shownFor.current = key;
    if (pagesShown > 0) heading.current?.focus();
    pagesShown += 1;
  }, [title, focusKey]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
