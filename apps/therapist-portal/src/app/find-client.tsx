import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { StaffRole } from './route-table.ts';

const load = () => import('../clients/find-dialog.tsx');
const FindDialog = lazy(load);

const finders: readonly StaffRole[] = ['therapist', 'manager', 'clinical-lead', 'front-desk'];

/**
 * "/" or Ctrl+K from anywhere, then the name. The dialog is fetched when the browser has nothing else to do; letters typed while it is
 * still on its way are kept for it.
 */
export function FindClient({ roles }: { roles: readonly StaffRole[] }) {
  const [isOpen, setOpen] = useState(false);
  const early = useRef('');
  const isThere = useRef(false);
  const mayFind = roles.some((role) => finders.includes(role));
  useEffect(() => {
    if (!mayFind) return;
    const wait = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1500));
    wait(() => void load().catch(() => undefined));
  }, [mayFind]);
  useEffect(() => {
    if (!mayFind) return;
    const onKey = (event: KeyboardEvent) => {
      if (isOpen) {
        if (isThere.current || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
        early.current += event.key;
        event.preventDefault();
        return;
      }
      const isShortcut =
        (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) ||
        (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey));
      if (!isShortcut || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      early.current = '';
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOpen, mayFind]);
  if (!mayFind) return null;
  return (
    <>
      <button
        type="button"
        className="find"
        aria-label="Find a client"
        aria-keyshortcuts="/ Control+K"
        onClick={() => setOpen(true)}
      >
        Find a client
        <kbd>/</kbd>
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <FindDialog
            take={() => {
              isThere.current = true;
              return early.current;
            }}
            onClose={() => {
              isThere.current = false;
              early.current = '';
              setOpen(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** A "/" that belongs to what somebody writes is theirs. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}
