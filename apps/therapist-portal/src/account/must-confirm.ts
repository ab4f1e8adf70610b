import { leadToSignIn, readRefusal } from '@heather/ui';

/** A call that may want a fresh proof: then the page that asks for it is opened, and leads back here. */
export async function mustConfirm<T>(call: Promise<T>): Promise<T> {
  return call.catch((error: unknown) => {
    leadToSignIn(readRefusal(error).code);
    throw error;
  });
}
