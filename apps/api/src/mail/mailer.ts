import type { MailTransport } from '@heather/mail';

/** How mail leaves: the transport, the neutral name it is signed with, and the domain of its message ids. */
export type Mailer = { transport: MailTransport | null; signedAs: string; messageDomain: string };
