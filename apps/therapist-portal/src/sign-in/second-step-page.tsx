import { Loading } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { arrive } from './arrive.ts';
import { EnrolPage } from './enrol-page.tsx';
import { ProofForm } from './proof-form.tsx';

/** After the password: prove the second step, or set one up where there is none. */
export default function SecondStepPage() {
  const factors = useQuery(trpc.account.secondFactors.queryOptions(undefined, { retry: false, throwOnError: false }));
  if (factors.isError) {
    window.location.replace('/sign-in');
    return <Loading />;
  }
  if (!factors.data) return <Loading />;
  const { methods, hasPassword } = factors.data;
  if (methods.length === 0) return <EnrolPage password={null} hasPassword={hasPassword} onDone={arrive} />;
  return <ProofForm purpose="sign-in" methods={methods} />;
}
