import { accountStaff } from '../account/router.ts';
import { auditStaff } from '../audit/router.ts';
import { demonstrationStaff } from '../demonstration/router.ts';
import { router } from './procedures.ts';

/** Everything the staff portal can ask. One line an area; an area's key is the first half of its procedures' names. */
export const staffRouter = router({
  account: accountStaff,
  audit: auditStaff,
  demonstration: demonstrationStaff,
});

export type StaffRouter = typeof staffRouter;
