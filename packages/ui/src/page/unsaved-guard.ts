import { useEffect } from 'react';
import { isExiting } from './exit-page.ts';

const guards = new Set<symbol>();
const question = 'What you typed last is not saved yet. Leave this page?';

/** May the page be left by a link? Asks the person when something is not saved. */
export function mayLeave(ask: (words: string) => boolean = (words) => window.confirm(words)): boolean {
  return isExiting() || guards.size === 0 || ask(question);
}

/** While `unsaved`, closing the tab or following a link asks first. "Exit this page" never asks. */
export function useUnsavedGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const release = holdPage();
    const hold = (event: BeforeUnloadEvent) => {
      if (!isExiting()) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => {
      release();
      window.removeEventListener('beforeunload', hold);
    };
  }, [unsaved]);
}

/** Exported for tests: one reason to stay, until the returned function is called. */
export function holdPage(): () => void {
  const guard = Symbol();
  guards.add(guard);
  return () => guards.delete(guard);
}
