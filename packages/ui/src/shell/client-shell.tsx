import { type ReactNode, useEffect } from 'react';
import { exitPage } from '../page/exit-page.ts';
import { setTitlePractice } from '../page/title.ts';
import { BrandMark } from './brand-mark.tsx';
import { SkipLink } from './skip-link.tsx';

type ClientShellProps = {
  practiceName: string;
  homeHref?: string;
  crisisHref?: string;
  /** Quiet links at the end of every page: how it looks, sign out. */
  end?: readonly ({ words: string; href: string } | { words: string; onPress: () => void })[];
  /** Sends the sign-out on its way while the page is being left. */
  onExit?: (() => void) | undefined;
  children: ReactNode;
};

/** Crisis help at the foot and "Exit this page" at the head, on every page, signed out too. */
export function ClientShell(props: ClientShellProps) {
  const { practiceName, homeHref = '/', crisisHref = '/crisis', end = [], onExit, children } = props;
  useEffect(() => setTitlePractice(practiceName), [practiceName]);
  return (
    <div className="client">
      <SkipLink />
      <header>
        <a className="brand" href={homeHref}>
          <BrandMark />
          {practiceName}
        </a>
        <button type="button" className="button exit" onClick={() => exitPage(onExit)}>
          Exit this page
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {end.length === 0 ? null : (
        <nav className="end" aria-label="This site">
          <ul>
            {end.map((item) => (
              <li key={item.words}>
                {'href' in item ? (
                  <a href={item.href}>{item.words}</a>
                ) : (
                  <button type="button" className="link-button" onClick={item.onPress}>
                    {item.words}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <footer>
        <span>Need help now?</span> <a href={crisisHref}>Crisis help</a>
      </footer>
    </div>
  );
}
