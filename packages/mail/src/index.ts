export * from './address.ts';
export { crisisLine, type Nation } from './crisis-help.ts';
export { type Content, type Frame, layOut, type Mail } from './layout.ts';
export { type Mailbox, startMailbox } from './mailbox/mailbox.ts';
export type { StoredMail } from './mailbox/store.ts';
export * from './templates/index.ts';
export * from './transport.ts';
