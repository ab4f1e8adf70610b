export * from './row.ts';
export * from './table.ts';
export * as twoTrustees from './two-trustees.ts';
