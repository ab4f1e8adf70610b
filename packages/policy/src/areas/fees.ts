import type { PolicyArea } from '../row.ts';

const read = {
  audience: 'staff',
  roles: ['manager', 'front-desk', 'therapist'],
  scope: { manager: 'practice', 'front-desk': 'practice', therapist: 'own-caseload' },
  kind: 'read',
  clinical: false,
} as const;
const write = {
  audience: 'staff',
  roles: ['manager', 'front-desk'],
  scope: 'practice',
  kind: 'write',
  clinical: false,
} as const;
const desk = { ...write, kind: 'read' } as const;
const own = { audience: 'client', scope: 'own', clinical: false } as const;

/**
 * Money alone: charges, payments, what was let go with a coded reason. Nothing that was said in a session stands in a ledger. The desk
 * keeps it; a therapist reads their own clients'; the accounts and everybody's shares are the manager's.
 */
export const fees = {
  'fees.owing': read,
  'fees.limits': read,
  'fees.ledger': read,
  'fees.recordPayment': { ...write, events: ['fee.paid', 'receipt.issued'] },
  'fees.waive': { ...write, events: ['fee.waived'] },
  'fees.writeOff': { ...write, events: ['fee.written-off'] },
  'fees.adjust': { ...write, events: ['fee.adjusted'] },
  'fees.refund': { ...write, events: ['fee.refunded'] },
  'fees.takeBack': { ...write, events: ['fee.reversed'] },
  'fees.payers': desk,
  'fees.payer': desk,
  'fees.savePayer': { ...write, events: ['fee.payer-kept'] },
  'fees.recordPayerPayment': { ...write, events: ['fee.paid', 'receipt.issued'] },
  'fees.arrange': { ...write, events: ['fee.arranged'] },
  'fees.changeArrangement': { ...write, events: ['fee.arrangement-changed'] },
  'fees.decideBeyondLimit': {
    ...write,
    events: ['fee.beyond-limit-decided', 'fee.charged', 'fee.reversed', 'fee.waived'],
  },
  'fees.setFeeReason': { ...write, events: ['fee.reason-set'] },
  'fees.makeStatement': { ...write, events: ['fee-document.made', 'mail.queued'] },
  'fees.statementFile': { ...read, kind: 'write', events: ['fee-document.opened'] },
  'fees.receiptFile': { ...read, kind: 'write', events: ['fee-document.opened'] },
  'fees.shares': {
    audience: 'staff',
    roles: ['manager', 'therapist'],
    scope: { manager: 'practice', therapist: 'own' },
    kind: 'read',
    clinical: false,
  },
  'fees.setShare': { ...write, roles: ['manager'], events: ['fee.share-set'] },
  'fees.makeAccounts': { ...write, roles: ['manager'], events: ['fee-document.made'] },
  'fees.accountsFile': { ...write, roles: ['manager'], events: ['fee-document.opened'] },

  'fees.mine': { ...own, kind: 'read' },
  'fees.payMyself': { ...own, kind: 'write', events: ['fee.beyond-limit-decided', 'fee.charged', 'fee.reversed'] },
  'fees.myReceiptFile': { ...own, kind: 'read' },
  'fees.myStatementFile': { ...own, kind: 'read' },
} as const satisfies PolicyArea;
