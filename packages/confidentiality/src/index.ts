export { askAgainFor } from './ask-again.ts';
export {
  checkWording,
  gradeOf,
  hardestGrade,
  readOf,
  type WordingProblem,
} from './check-wording.ts';
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
export {
  clauseOf,
  type DraftClause,
  draftClauseSchema,
  draftClausesSchema,
  mergeDrafts,
  newClauseId,
  settled,
} from './draft.ts';
export * from './examples.ts';
export * from './frame.ts';
export * from './frame-words.ts';
export * from './languages.ts';
export * from './nation-rules.ts';
export { bothAreFine, documentTitle, ownDocument, ownDocuments, ownSet } from './own-set/index.ts';
export {
  englishPlaceholders,
  framePlaceholders,
  neededIn,
  noticePlaceholders,
  placeholdersIn,
  placeholdersOf,
} from './placeholders.ts';
export { readingGrade, sentencesOf, syllablesIn, wordsOf } from './reading-grade.ts';
export * from './render.ts';
export * from './template.ts';
export * from './template-kind.ts';
