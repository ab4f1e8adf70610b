import type { Nation } from '../clause.ts';
import { type TemplateVersion, templateVersionSchema } from '../template.ts';
import { consentClauses } from './optional-consents.ts';
import { noticeClauses } from './privacy-notice.ts';
import { agreementClauses } from './working-agreement.ts';

export { bothAreFine } from './optional-consents.ts';

/** Heather's own wordings for one nation, as first published versions. A practice may send them as they are or word its own. */
export function ownSet(nation: Nation): {
  agreement: TemplateVersion;
  notice: TemplateVersion;
  consents: TemplateVersion;
} {
  const base = { number: 1, language: 'en-GB', nation, state: 'published', isMaterialChange: true } as const;
  return {
    agreement: templateVersionSchema.parse({
      ...base,
      key: 'working-agreement',
      kind: 'working-agreement',
      title: 'Working agreement',
      clauses: agreementClauses(nation),
    }),
    notice: templateVersionSchema.parse({
      ...base,
      key: 'privacy-notice',
      kind: 'privacy-notice',
      title: 'Privacy notice',
      clauses: noticeClauses(nation),
    }),
    consents: templateVersionSchema.parse({
      ...base,
      key: 'optional-consents',
      kind: 'optional-consents',
      title: 'Your choices',
      clauses: consentClauses(),
    }),
  };
}
