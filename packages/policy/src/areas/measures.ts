import type { PolicyArea } from '../row.ts';

export const measures = {} as const satisfies PolicyArea;
