import type { Clause } from '../clause.ts';

/** A term of one of the smaller agreements; what is done by it rests on what was agreed, and is care. */
export const term = (clauseId: string, heading: string, summary: string, text: string): Clause => ({
  kind: 'term',
  clauseId,
  heading,
  summary,
  text,
  lawfulBasis: 'contract',
  healthCondition: 'health-care',
});

/** Something that is so, and that nobody has to agree to. */
export const fact = (clauseId: string, heading: string, summary: string, text: string): Clause => ({
  kind: 'statement',
  clauseId,
  isLive: false,
  heading,
  summary,
  text,
});
