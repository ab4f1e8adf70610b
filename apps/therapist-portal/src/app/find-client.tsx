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
  // Read by the listener at once: a letter may come before React has drawn the dialog.
  const stage = useRef<'closed' | 'coming' | 'there'>('closed');
  const early = useRef('');
  const mayFind = roles.some((role) => finders.includes(role));
  const show = () => {
    early.current = '';
    stage.current = 'coming';
    setOpen(true);
  };
  useEffect(() => {
    if (!mayFind) return;
    const wait = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1500));
    wait(() => void load().catch(() => undefined));
  }, [mayFind]);
  useEffect(() => {
    if (!mayFind) return;
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (stage.current === 'there') return;
      if (stage.current === 'coming') {
        if (!isPlain || event.key.length !== 1) return;
        early.current += event.key;
        event.preventDefault();
        return;
      }
      const isShortcut =
        (event.key === '/' && isPlain && !isTyping(event.target)) ||
        (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey));
      if (!isShortcut || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      early.current = '';
      stage.current = 'coming';
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [mayFind]);
  if (!mayFind) return null;
  return (
    <>
      <button type="button" className="find" aria-label="Find a client" aria-keyshortcuts="/ Control+K" onClick={show}>
        Find a client
        <kbd>/</kbd>
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <FindDialog
            take={() => {
              stage.current = 'there';
              return early.current;
            }}
            onClose={() => {
              stage.current = 'closed';
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
