import type { PolicyRow } from '@heather/policy';
import { z } from 'zod';
import { clientRouter } from '../../apps/api/src/trpc/client-router.ts';
import { staffRouter } from '../../apps/api/src/trpc/staff-router.ts';

export type Procedure = {
  portal: 'staff' | 'client';
  path: string;
  type: 'query' | 'mutation';
  name: string | undefined;
  row: PolicyRow | undefined;
  parser: z.ZodType | undefined;
  schema: JsonSchema | undefined;
};
export type JsonSchema = {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  names?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
};

type Raw = { _def: { type: 'query' | 'mutation'; meta?: { name: string; row: PolicyRow }; inputs: z.ZodType[] } };

/** Every procedure of both portals, read from the routers themselves: one that lands tomorrow is swept tomorrow. */
export const procedures: readonly Procedure[] = Object.entries({ staff: staffRouter, client: clientRouter }).flatMap(
  ([portal, router]) =>
    Object.entries(router._def.procedures as unknown as Record<string, Raw>).map(([path, { _def }]) => {
      const parser = _def.inputs[0];
      return {
        portal: portal as 'staff' | 'client',
        path,
        type: _def.type,
        name: _def.meta?.name,
        row: _def.meta?.row,
        parser,
        schema: parser && (z.toJSONSchema(parser, { io: 'input', unrepresentable: 'any' }) as JsonSchema),
      };
    }),
);
