import type { PolicyArea } from '../row.ts';

const keepers = { audience: 'staff', roles: ['manager', 'clinical-lead'], scope: 'practice', clinical: false } as const;
const manager = { ...keepers, roles: ['manager'] } as const;

/** How long records are kept, what holds them and their end. Names, days and sentences about rules; nothing of what is in a record. */
export const retention = {
  'retention.rules': { ...keepers, kind: 'read' },
  'retention.setRule': { ...manager, kind: 'write', events: ['retention.rule-set'] },
  'retention.endRule': { ...manager, kind: 'write', events: ['retention.rule-ended'] },
  'retention.preview': { ...manager, kind: 'read' },
  'retention.due': { ...keepers, kind: 'read' },
  'retention.ofClient': { ...keepers, kind: 'read' },
  'retention.placeHold': { ...keepers, kind: 'write', events: ['hold.placed', 'destruction.stopped'] },
  'retention.liftHold': { ...keepers, kind: 'write', events: ['hold.lifted'] },
  'retention.holds': { ...keepers, kind: 'read' },
  'retention.listRecord': { ...keepers, kind: 'write', events: ['destruction.listed'] },
  /** The clinical lead's; the manager's where there is none. */
  'retention.confirm': { ...keepers, kind: 'write', stepUp: true, events: ['destruction.confirmed', 'mail.queued'] },
  'retention.keepLonger': { ...keepers, kind: 'write', events: ['destruction.kept-longer'] },
  'retention.undo': { ...keepers, kind: 'write', events: ['destruction.undone'] },
  'retention.callOff': { ...keepers, kind: 'write', events: ['destruction.called-off'] },
  'retention.certificates': { ...keepers, kind: 'read' },
  'retention.openCertificate': { ...keepers, kind: 'write', events: ['destruction.certificate-opened'] },
  'retention.mine': { audience: 'client', scope: 'own', kind: 'read', clinical: false },
} as const satisfies PolicyArea;
