import { passkeysWork, provePasskey } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { api } from '../app/trpc.ts';

/** Signing in with a passkey, where the browser can. */
export function usePasskey({ onDone, onError }: { onDone: () => void; onError: (error: unknown) => void }) {
  const use = useMutation({
    mutationFn: async () => {
      const options = await api.account.beginPasskeySignIn.mutate();
      await api.account.finishPasskeySignIn.mutate({ response: await provePasskey(options) });
    },
    onError,
    onSuccess: onDone,
  });
  return { isThere: passkeysWork(), isPending: use.isPending, begin: () => use.mutate() };
}
