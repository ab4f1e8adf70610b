import type { PolicyArea } from '../row.ts';

const manager = { audience: 'staff', roles: ['manager'], scope: 'practice', clinical: false } as const;

/** Setting the practice up and keeping it so: the manager's, but for what a therapist says of themselves. Nothing here is clinical. */
export const practice = {
  'practice.checklist': { ...manager, kind: 'read' },
  'practice.get': { ...manager, kind: 'read' },
  'practice.updateIdentity': { ...manager, kind: 'write', events: ['practice.changed'] },
  'practice.updateTerms': { ...manager, kind: 'write', events: ['practice.changed'] },
  'practice.updateHours': { ...manager, kind: 'write', events: ['practice.changed'] },
  'practice.listClosures': { ...manager, kind: 'read' },
  'practice.addClosure': { ...manager, kind: 'write', events: ['practice.closed'] },
  'practice.closeOnBankHolidays': { ...manager, kind: 'write', events: ['practice.closed'] },
  'practice.removeClosure': { ...manager, kind: 'write', events: ['practice.opened-again'] },
  'practice.listRooms': { ...manager, kind: 'read' },
  'practice.saveRoom': { ...manager, kind: 'write', events: ['room.added', 'room.changed'] },
  'practice.setRoomInUse': { ...manager, kind: 'write', events: ['room.changed'] },
  'practice.listFees': { ...manager, kind: 'read' },
  'practice.saveFee': { ...manager, kind: 'write', events: ['fee-list.changed'] },
  'practice.documents': { ...manager, kind: 'read' },
  'practice.document': { ...manager, kind: 'read' },
  'practice.publishDocument': { ...manager, kind: 'write', events: ['template.published'] },
  'practice.ladder': { ...manager, kind: 'read' },
  'practice.saveLadder': { ...manager, kind: 'write', events: ['ladder.changed'] },
  'practice.listStaff': { ...manager, kind: 'read' },
  'practice.getStaff': { ...manager, kind: 'read' },
  'practice.inviteAgain': { ...manager, kind: 'write', stepUp: true, events: ['staff.invited', 'mail.queued'] },
  'practice.changeRoles': { ...manager, kind: 'write', stepUp: true, events: ['staff.roles.changed'] },
  'practice.saveProfile': { ...manager, kind: 'write', events: ['staff.profile.changed'] },
  'practice.saveStaffHours': { ...manager, kind: 'write', events: ['availability.changed'] },
  'practice.previewLeaving': { ...manager, kind: 'read' },
  'practice.endAccess': {
    ...manager,
    kind: 'write',
    stepUp: true,
    events: ['staff.access.ended', 'staff.access.ending', 'ladder.changed', 'cover.ended', 'mail.queued'],
  },
  'practice.keepAccess': { ...manager, kind: 'write', stepUp: true, events: ['staff.access.kept'] },
  'practice.myProfile': { audience: 'staff', roles: ['therapist'], scope: 'own', kind: 'read', clinical: false },
  'practice.saveMyProfile': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['staff.profile.changed'],
  },
} as const satisfies PolicyArea;
