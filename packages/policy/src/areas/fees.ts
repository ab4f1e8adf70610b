import type { PolicyArea } from '../row.ts';

export const fees = {} as const satisfies PolicyArea;
