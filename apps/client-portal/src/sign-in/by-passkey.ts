import { provePasskey } from '@heather/ui';
import { api } from '../app/trpc.ts';
import { arrive } from './arrive.ts';

export async function signInByPasskey(): Promise<'leaving'> {
  const options = await api.account.beginPasskeySignIn.mutate();
  await api.account.finishPasskeySignIn.mutate({ response: await provePasskey(options) });
  return arrive(false);
}
