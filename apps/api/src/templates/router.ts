import { router } from '../trpc/procedures.ts';
import { get, words } from './get.ts';
import { list } from './list.ts';
import { publish } from './publish.ts';
import { discard, reopen, review } from './review.ts';
import { saveDraft } from './save-draft.ts';
import { startDraft } from './start-draft.ts';

export const templatesStaff = router({ list, get, words, startDraft, saveDraft, review, reopen, discard, publish });
