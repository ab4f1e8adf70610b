import { leadToSignIn, navFor, PreferencesProvider, readPreferences, StaffShell, signOutAndLeave } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { AlertStrip } from '../alerts/alert-strip.tsx';
import { AlertFrame } from './alert-place.tsx';
import { FindClient } from './find-client.tsx';
import { queryClient } from './query-client.ts';
import { routeTable, type StaffRole } from './route-table.ts';
import { trpc } from './trpc.ts';

/** The bar with what this person's roles open, and how the page looks for them. */
export function Shell({ children }: { children: ReactNode }) {
  const shell = useQuery(
    trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY, throwOnError: false }),
  );
  const setPreferences = useMutation(trpc.account.setPreferences.mutationOptions());
  const person = shell.data?.person ?? undefined;
  const [location] = useLocation();
  const isOpen = useIsOpen(location);
  useEffect(() => {
    if (shell.data === undefined || isOpen) return;
    if (person === undefined) leadToSignIn('signed-out');
    else if (!person.secondFactor) leadToSignIn('second-factor-needed');
  }, [shell.data, person, isOpen]);
  const roles: readonly StaffRole[] = person?.roles ?? [];
  return (
    <PreferencesProvider
      kept={person && readPreferences(person.preferences)}
      onChange={person && ((next) => setPreferences.mutate(next))}
    >
      <StaffShell
        practiceName={shell.data?.practiceName ?? ''}
        nav={person === undefined ? [] : navFor(routeTable, roles, location)}
        personName={person?.name}
        accountHref="/account"
        onSignOut={person && (() => void signOutAndLeave(() => queryClient.cancelQueries()))}
        find={person?.secondFactor ? <FindClient roles={roles} /> : null}
      >
        <AlertFrame strip={<AlertStrip roles={roles} />}>{children}</AlertFrame>
      </StaffShell>
    </PreferencesProvider>
  );
}

/** Does this address work without a sign-in? One that does not exist does: it says so. */
function useIsOpen(location: string): boolean {
  const { parser } = useRouter();
  const route = routeTable.find((entry) => matchRoute(parser, entry.path, location)[0]);
  return route === undefined || route.signedOut === true;
}
