import { type ComponentType, lazy } from 'react';
import { ensureTemporal } from './lazy-temporal.ts';
import type { PageModule, RouteEntry } from './route-entry.ts';

const pages = new Map<string, ComponentType<{ params: Record<string, string | undefined> }>>();

/** The page of a route as a component that React fetches when it is first shown. One for each path, for good. */
export function lazyPage(route: RouteEntry): ComponentType<{ params: Record<string, string | undefined> }> {
  const known = pages.get(route.path);
  if (known !== undefined) return known;
  const page = lazy(() =>
    loadPage(route).catch((error: unknown) => {
      // React keeps a failure for good; forgetting the page lets "Try again" fetch it anew.
      pages.delete(route.path);
      throw error;
    }),
  );
  pages.set(route.path, page);
  return page;
}

export async function loadPage(route: RouteEntry): Promise<PageModule> {
  const [page] = await Promise.all([route.load(), route.needsTemporal ? ensureTemporal() : undefined]);
  return page;
}
