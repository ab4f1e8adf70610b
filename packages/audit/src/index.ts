export * from './chain.ts';
export * from './event.ts';
export * from './event-types.ts';
