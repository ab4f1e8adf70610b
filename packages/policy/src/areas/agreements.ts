import type { PolicyArea } from '../row.ts';

export const agreements = {} as const satisfies PolicyArea;
