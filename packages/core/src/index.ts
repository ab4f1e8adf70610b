export * from './canonical-json.ts';
export * from './dates.ts';
export * from './errors.ts';
export * from './fold-name.ts';
export * from './ids.ts';
export * from './result.ts';
export * from './sha256.ts';
export * from './words.ts';
