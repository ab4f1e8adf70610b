import type { Clause, Nation } from '../clause.ts';
import { type TemplateVersion, templateVersionSchema } from '../template.ts';
import { type TemplateKind, templateKinds } from '../template-kind.ts';
import { confidentialityClauses } from './confidentiality-agreement.ts';
import { coupleClauses, groupClauses } from './couple-and-group.ts';
import { onlineClauses } from './online-work.ts';
import { consentClauses } from './optional-consents.ts';
import { noticeClauses } from './privacy-notice.ts';
import { agreementClauses } from './working-agreement.ts';
import { guardianClauses, youngPersonClauses } from './young-people.ts';

export { bothAreFine } from './optional-consents.ts';

const documents: Record<TemplateKind, { title: string; clauses: (nation: Nation) => Clause[] }> = {
  'working-agreement': { title: 'Working agreement', clauses: agreementClauses },
  'privacy-notice': { title: 'Privacy notice', clauses: noticeClauses },
  'optional-consents': { title: 'Your choices', clauses: consentClauses },
  'confidentiality-agreement': { title: 'What is private', clauses: confidentialityClauses },
  'online-work': { title: 'Meeting online', clauses: onlineClauses },
  'couple-confidentiality': { title: 'Coming as a couple', clauses: coupleClauses },
  'group-confidentiality': { title: 'Coming to a group', clauses: groupClauses },
  'young-person': { title: 'For you, if you are young', clauses: youngPersonClauses },
  guardian: { title: 'For those who look after you', clauses: guardianClauses },
};

/** Titles that the documents have until a practice gives them others. */
export const documentTitle = (kind: TemplateKind): string => documents[kind].title;

/** One of Heather's own documents for a nation, as a first published version, in English. */
export function ownDocument(kind: TemplateKind, nation: Nation): TemplateVersion {
  const { title, clauses } = documents[kind];
  return templateVersionSchema.parse({
    number: 1,
    language: 'en-GB',
    nation,
    state: 'published',
    isMaterialChange: true,
    key: kind,
    kind,
    title,
    clauses: clauses(nation),
  });
}

/** All of them. They wait for review with the practice's professional body; a practice may send them as they are or word its own. */
export const ownDocuments = (nation: Nation): TemplateVersion[] =>
  templateKinds.map((kind) => ownDocument(kind, nation));

/** The three that every pack is made of. */
export function ownSet(nation: Nation): {
  agreement: TemplateVersion;
  notice: TemplateVersion;
  consents: TemplateVersion;
} {
  return {
    agreement: ownDocument('working-agreement', nation),
    notice: ownDocument('privacy-notice', nation),
    consents: ownDocument('optional-consents', nation),
  };
}
