export * from './calendar.ts';
export {
  type Demonstration,
  demonstrationPeople,
  makeDemonstration,
  seedDemonstration,
} from './demonstration/index.ts';
export * from './factories/agreed.ts';
export * from './factories/agreements.ts';
export * from './factories/alliance.ts';
export * from './factories/allocation.ts';
export * from './factories/audit.ts';
export * from './factories/client.ts';
export * from './factories/fees.ts';
export * from './factories/mail.ts';
export * from './factories/notes.ts';
export * from './factories/outcomes.ts';
export * from './factories/practice.ts';
export * from './factories/rights.ts';
export * from './factories/scheduling.ts';
export * from './factories/signing.ts';
export * from './factories/staff.ts';
export * from './ground.ts';
export { type LargePractice, largePlan, seedLarge } from './large.ts';
export * from './random.ts';
export { saveGround, saveGroundIn } from './save.ts';
export type { Clear, Overrides, Row, Table } from './tables.ts';
