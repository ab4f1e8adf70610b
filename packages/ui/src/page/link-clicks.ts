import { mayLeave } from './unsaved-guard.ts';

/** What a click on a link needs so that we can follow it without loading the page anew. */
export type LinkClick = {
  href: string;
  origin: string;
  here: string;
  target: string;
  download: boolean;
  button: number;
  modified: boolean;
};

/** Paths that the server answers itself; a link to one is an ordinary load. */
const serverPaths = /^\/(auth|trpc|files|healthz|readyz)(\/|$)/;

/** The path to go to inside the portal, or null when the browser should follow the link itself. */
export function pathInside(click: LinkClick): string | null {
  if (click.button !== 0 || click.modified || click.download) return null;
  if (click.target !== '' && click.target !== '_self') return null;
  const to = new URL(click.href, click.here);
  if (to.origin !== click.origin || serverPaths.test(to.pathname)) return null;
  const here = new URL(click.here);
  if (to.hash !== '' && to.pathname === here.pathname && to.search === here.search) return null;
  return to.pathname + to.search + to.hash;
}

/**
 * Follows ordinary `<a href>` inside the portal, so that parts and pages write plain links. Returns a function that
 * stops it. Call once, at start.
 */
export function followLinks(navigate: (path: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    const link = event.target.closest('a');
    if (link === null || !link.hasAttribute('href')) return;
    const path = pathInside({
      href: link.href,
      origin: window.location.origin,
      here: window.location.href,
      target: link.target,
      download: link.hasAttribute('download'),
      button: event.button,
      modified: event.metaKey || event.ctrlKey || event.shiftKey || event.altKey,
    });
    if (path === null) return;
    event.preventDefault();
    if (!mayLeave()) return;
    navigate(path);
    window.scrollTo(0, 0);
  };
  document.addEventListener('click', onClick);
  return () => document.removeEventListener('click', onClick);
}
