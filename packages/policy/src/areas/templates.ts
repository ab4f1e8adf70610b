import type { PolicyArea } from '../row.ts';

const manager = { audience: 'staff', roles: ['manager'], scope: 'practice', clinical: false } as const;
const reader = { audience: 'staff', roles: ['manager', 'clinical-lead'], scope: 'practice', clinical: false } as const;

/** The practice's wordings: written by managers, read by somebody else, published by a manager. They name nobody. */
export const templates = {
  'templates.list': { ...reader, kind: 'read' },
  'templates.get': { ...reader, kind: 'read' },
  'templates.words': { ...reader, kind: 'read' },
  'templates.startDraft': { ...manager, kind: 'write', events: ['template.drafted'] },
  'templates.saveDraft': { ...manager, kind: 'write' },
  'templates.review': { ...reader, kind: 'write', events: ['template.reviewed'] },
  'templates.reopen': { ...reader, kind: 'write', events: ['template.reopened'] },
  'templates.discard': { ...manager, kind: 'write', events: ['template.discarded'] },
  'templates.publish': { ...manager, kind: 'write', events: ['template.published'] },
} as const satisfies PolicyArea;
