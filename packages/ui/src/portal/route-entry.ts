import type { ComponentType } from 'react';

/** A page's module: its default export is the page. It reads ids from `params`. */
export type PageModule = { default: ComponentType<{ params: Record<string, string | undefined> }> };

/**
 * One route. A table of these is plain data (each page is fetched only when it is opened), so that tests can walk
 * over all routes without a browser's bundler.
 */
export type RouteEntry<Role extends string = string> = {
  /** wouter's pattern: '/clients/:clientId'. Ids only, never names. */
  path: string;
  /** Neutral words for document.title and for the tests' tables. */
  title: string;
  load: () => Promise<PageModule>;
  /** Works without a sign-in. */
  signedOut?: true;
  /** Loads the Temporal polyfill first where the browser has none. */
  needsTemporal?: true;
  /** An entry in the main navigation. `order` is unique in a portal; roles left out: everyone. */
  nav?: { label: string; order: number; roles?: readonly Role[] };
};

/** Is `path` the page of `href`, or a page inside it? Home holds nothing but itself. */
export function navState(href: string, path: string): 'page' | 'inside' | false {
  if (path === href) return 'page';
  return href !== '/' && path.startsWith(`${href}/`) ? 'inside' : false;
}

/** The main navigation of somebody with these roles, in its order. */
export function navFor<Role extends string>(
  routes: readonly RouteEntry<Role>[],
  roles: readonly Role[],
  path: string,
): { href: string; label: string; current: 'page' | 'inside' | false }[] {
  return routes
    .flatMap((route) => (route.nav === undefined ? [] : [{ href: route.path, ...route.nav }]))
    .filter((item) => item.roles === undefined || item.roles.some((role) => roles.includes(role)))
    .sort((a, b) => a.order - b.order)
    .map(({ href, label }) => ({ href, label, current: navState(href, path) }));
}
