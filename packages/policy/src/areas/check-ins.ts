import type { PolicyArea } from '../row.ts';

export const checkIns = {} as const satisfies PolicyArea;
