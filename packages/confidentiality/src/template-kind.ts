/** The documents of a practice. Three kinds of thing never mix in one: what is agreed, information, and free choices. */
export const templateKinds = [
  'working-agreement',
  'privacy-notice',
  'optional-consents',
  'confidentiality-agreement',
  'online-work',
  'couple-confidentiality',
  'group-confidentiality',
  'young-person',
  'guardian',
] as const;
export type TemplateKind = (typeof templateKinds)[number];
