import { ClientShell, leadToSignIn, PreferencesProvider, readPreferences, signOut, signOutAndLeave } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { queryClient } from './query-client.ts';
import { routeTable } from './route-table.ts';
import { trpc } from './trpc.ts';

/** Crisis help and "Exit this page" round every page, whether or not anything else could be fetched. */
export function Shell({ children }: { children: ReactNode }) {
  const shell = useQuery(
    trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY, throwOnError: false }),
  );
  const setPreferences = useMutation(trpc.account.setPreferences.mutationOptions());
  const person = shell.data?.person ?? undefined;
  const [location] = useLocation();
  const isOpen = useIsOpen(location);
  useEffect(() => {
    if (shell.data !== undefined && person === undefined && !isOpen) leadToSignIn('signed-out');
  }, [shell.data, person, isOpen]);
  const account = { words: 'Your account', href: '/account' };
  const look = { words: 'How this looks', href: '/how-this-looks' };
  const verify = { words: 'Check a file', href: '/verify' };
  return (
    <PreferencesProvider
      kept={person && readPreferences(person.preferences)}
      onChange={person && ((next) => setPreferences.mutate(next))}
    >
      <ClientShell
        practiceName={shell.data?.practiceName ?? 'Your practice'}
        end={
          person === undefined
            ? [look, verify]
            : [
                account,
                look,
                verify,
                { words: 'Sign out', onPress: () => void signOutAndLeave(() => queryClient.cancelQueries()) },
              ]
        }
        onExit={() => void signOut().catch(() => undefined)}
      >
        {children}
      </ClientShell>
    </PreferencesProvider>
  );
}

/** Does this address work without a sign-in? One that does not exist does: it says so. */
function useIsOpen(location: string): boolean {
  const { parser } = useRouter();
  const route = routeTable.find((entry) => matchRoute(parser, entry.path, location)[0]);
  return route === undefined || route.signedOut === true;
}
