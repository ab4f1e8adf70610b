export * from './clause.ts';
export * from './clause-change.ts';
export {
  type ClauseChange,
  type ClauseDifference,
  differenceOf,
  type Piece,
  suggestMaterial,
  type VersionDifference,
  wordsThatDiffer,
} from './difference.ts';
export * from './examples.ts';
export * from './frame.ts';
export * from './frame-words.ts';
export { bothAreFine, ownSet } from './own-set/index.ts';
export { framePlaceholders, noticePlaceholders } from './placeholders.ts';
export { readingGrade, sentencesOf, syllablesIn, wordsOf } from './reading-grade.ts';
export * from './render.ts';
export * from './template.ts';
