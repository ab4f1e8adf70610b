import type { PolicyArea } from '../row.ts';

export const day = {} as const satisfies PolicyArea;
