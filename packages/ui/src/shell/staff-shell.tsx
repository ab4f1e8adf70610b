import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '../forms/button.tsx';
import { setTitlePractice } from '../page/title.ts';
import { Chevron } from '../parts/chevron.tsx';
import { LookSwitch } from '../preferences/look-switch.tsx';
import { BrandMark } from './brand-mark.tsx';
import { SkipLink } from './skip-link.tsx';

/** `current`: the page itself, or a page inside it. */
export type NavItem = { href: string; label: string; current?: 'page' | 'inside' | false };

type StaffShellProps = {
  practiceName: string;
  nav: readonly NavItem[];
  /** "Tomos H." Left out while nobody is signed in: then there is no menu, only how it looks. */
  personName?: string | undefined;
  accountHref?: string | undefined;
  onSignOut?: (() => void) | undefined;
  /** Stands in the bar after the navigation: the way to find somebody from anywhere. */
  find?: ReactNode;
  children: ReactNode;
};

export function StaffShell(props: StaffShellProps) {
  const { practiceName, nav, personName, accountHref, onSignOut, find, children } = props;
  const menuId = useId();
  const menu = useRef<HTMLElement>(null);
  const navId = useId();
  const ways = useRef<HTMLElement>(null);
  useEffect(() => setTitlePractice(practiceName === '' ? 'Heather' : practiceName), [practiceName]);
  return (
    <>
      <SkipLink />
      <header className="bar">
        <a className="brand" href="/">
          <BrandMark />
          Heather
        </a>
        {nav.length === 0 ? null : (
          <nav aria-label="Main" id={navId} ref={ways} popover="auto">
            <ul>
              {nav.map((item) => (
                <li key={item.href}>
                  <a
                    href={item.href}
                    onClick={() => ways.current?.hidePopover()}
                    aria-current={item.current === 'page' ? 'page' : item.current === 'inside' || undefined}
                  >
                    <span data-words={item.label}>{item.label}</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {find}
        {nav.length === 0 ? null : (
          // On a phone alone (staff.css): there the ways would fill a quarter of the page before it begins.
          <button type="button" className="ways" popoverTarget={navId}>
            Menu
          </button>
        )}
        <button type="button" className="who" popoverTarget={menuId}>
          {personName === undefined ? (
            'How this looks'
          ) : (
            <span>
              {personName}
              <span className="where">, {practiceName}</span>
            </span>
          )}
          <Chevron />
        </button>
        <section
          className="who-menu"
          id={menuId}
          ref={menu}
          popover="auto"
          aria-label="How this looks, and your account"
        >
          {personName === undefined ? null : (
            <p className="quiet">
              {personName}, {practiceName}
            </p>
          )}
          <LookSwitch />
          {onSignOut === undefined ? null : (
            <div className="acts">
              <Button onClick={onSignOut}>Sign out</Button>
              {accountHref === undefined ? null : (
                <a href={accountHref} onClick={() => menu.current?.hidePopover()}>
                  Your account
                </a>
              )}
            </div>
          )}
        </section>
      </header>
      <main className="page" id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
