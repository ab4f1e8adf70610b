import { Coming, ErrorPage, Loading, lazyPage, NotFound, PageBoundary, type RouteEntry } from '@heather/ui';
import { Suspense, useDeferredValue } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { queryClient } from './query-client.ts';
import { routeTable } from './route-table.ts';

/** The page of this address. While the next one is fetched the old one stays, and says so after a moment. */
export function Routes() {
  const [location] = useLocation();
  const shown = useDeferredValue(location);
  return (
    <PageBoundary
      place={shown}
      fallback={(error, retry) => <ErrorPage error={error} onRetry={() => tryAgain(retry)} />}
    >
      {shown === location ? null : <Coming />}
      <Suspense fallback={<Loading />}>
        <Switch location={shown}>
          {routeTable.map((route) => (
            <Route key={route.path} path={route.path}>
              {(params: Record<string, string | undefined>) => <Page route={route} params={params} />}
            </Route>
          ))}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </PageBoundary>
  );
}

function Page({ route, params }: { route: RouteEntry; params: Record<string, string | undefined> }) {
  const Content = lazyPage(route);
  return <Content params={params} />;
}

/** Failed answers are forgotten first, or the page would throw the same one again. */
function tryAgain(retry: () => void): void {
  void queryClient.resetQueries({ predicate: (query) => query.state.status === 'error' });
  retry();
}
