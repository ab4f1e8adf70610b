import { Loading } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { ProofForm } from './proof-form.tsx';

/** Before something dangerous: proof that the person is there now. It counts for ten minutes. */
export default function ConfirmPage() {
  const factors = useQuery(trpc.account.secondFactors.queryOptions(undefined, { retry: false, throwOnError: false }));
  const demonstration = useQuery(trpc.demonstration.status.queryOptions(undefined, { throwOnError: false }));
  if (factors.isError) {
    window.location.replace('/sign-in');
    return <Loading />;
  }
  if (!factors.data || demonstration.isPending) return <Loading />;
  return (
    <ProofForm purpose="confirm" methods={factors.data.methods} isDemonstration={demonstration.data?.isOn === true} />
  );
}
