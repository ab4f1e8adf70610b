import { languageSchema, nationSchema, templateKinds, versionStates } from '@heather/confidentiality';
import { z } from 'zod';

export const kindSchema = z.enum(templateKinds);
export const stateSchema = z.enum(versionStates);
export const person = z.strictObject({ id: z.string(), name: z.string() });

/** One of the practice's documents: what it is, where it holds, in which language. Its versions are counted within. */
export const documentSchema = z.strictObject({
  kind: kindSchema,
  nation: nationSchema,
  language: languageSchema,
});

export const written = {
  writtenBy: { select: { id: true, shortName: true } },
  reviewedBy: { select: { id: true, shortName: true } },
  publishedBy: { select: { id: true, shortName: true } },
} as const;

export const personOf = (row: { id: string; shortName: string } | null) => row && { id: row.id, name: row.shortName };

/** Held by whoever begins, reads or publishes a wording: numbers and the one open draft are settled under it. */
export const publishLock = (practiceId: string) => `publish:${practiceId}`;
