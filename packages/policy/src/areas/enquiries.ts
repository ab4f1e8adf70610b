import type { PolicyArea } from '../row.ts';

export const enquiries = {} as const satisfies PolicyArea;
