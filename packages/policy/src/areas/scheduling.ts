import type { PolicyArea } from '../row.ts';

export const scheduling = {} as const satisfies PolicyArea;
