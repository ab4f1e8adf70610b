import type { PolicyArea } from '../row.ts';

export const alerts = {} as const satisfies PolicyArea;
