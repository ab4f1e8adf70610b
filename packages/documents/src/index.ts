export { agreementPdf } from './agreement-pdf.ts';
export { checkSeal, type SealCheck } from './check-seal.ts';
export { examplePdfInput, exampleSignature } from './examples.ts';
export { missingGlyphs, showable } from './fonts.ts';
export { type AgreementPdfInput, agreementPdfSchema, type PrintedSignature } from './input.ts';
export type { ReceiptInput, StatementInput } from './money-input.ts';
export { receiptPdf, statementPdf, sumText } from './money-pdf.ts';
export { type RecordPdfInput, recordPdf } from './record-pdf.ts';
export * from './seal.ts';
