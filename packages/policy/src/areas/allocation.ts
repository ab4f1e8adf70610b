import type { PolicyArea } from '../row.ts';

export const allocation = {} as const satisfies PolicyArea;
