import { router } from '../trpc/procedures.ts';
import { clientDemonstrationSignIn, clientDemonstrationStatus } from './client-sign-in.ts';
import { demonstrationSignIn, demonstrationStatus } from './staff-sign-in.ts';

export const demonstrationStaff = router({ status: demonstrationStatus, signIn: demonstrationSignIn });
export const demonstrationClient = router({ status: clientDemonstrationStatus, signIn: clientDemonstrationSignIn });
