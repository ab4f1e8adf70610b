import { randomUUID } from 'node:crypto';
import type { JsonSchema, Procedure } from './procedures.ts';
import { special } from './special-inputs.ts';

/** A place in an input where the id of something stands. */
export type Slot = { path: string; kind: string };
export type Made = { value: unknown; slots: readonly Slot[] };

/** Ids that say what an id names better than their schema does. `fresh`: made by the caller for a row that is yet to be. */
const namedBetter: Record<string, string> = {
  'measures.enterPaper.entryId': 'fresh',
  'fees.recordPayment.entryId': 'fresh',
  'fees.adjust.entryId': 'fresh',
  'fees.refund.entryId': 'fresh',
  'fees.recordPayerPayment.batchId': 'fresh',
  'fees.arrange.arrangementId': 'fresh',

  // Before an enquiry a notice is read, and no other document.
  'enquiries.make.noticeVersionId': 'notice',

  'clients.keepPerson.personId': 'person',
  'clients.removePerson.personId': 'person',
};

const texts: Record<string, string> = {
  measureKey: 'phq-9',
  address: 'sweep@example.org',
  email: 'sweep@example.org',
  zone: 'Europe/London',
  timeZone: 'Europe/London',
  startsLocal: '18:00',
  fromLocal: '18:00',
  endsLocal: '19:00',
  untilLocal: '19:00',
  telephone: '07700 900123',
};
const samples = [
  '18:00',
  '19:00',
  '123456',
  '12345678',
  '123456789012',
  'GBP',
  'Europe/London',
  'en',
  'a.b',
  'confidentiality',
  '2026-12-01T18:00',
  '2026-12-01',
  '2026-12',
  'a'.repeat(32),
  'a'.repeat(43),
  'a'.repeat(64),
  'sweep@example.org',
];

/**
 * An input that the procedure's own schema accepts, made from that schema.
 * @param idAt the id for each place; by default a random one
 * @throws Error when none can be made: then special-inputs.ts needs a line
 */
export async function makeInput(
  procedure: Procedure,
  idAt: (slot: Slot) => string = () => randomUUID(),
  wordsFor: (path: string) => string | undefined = () => undefined,
): Promise<Made> {
  const { parser, schema, path } = procedure;
  if (!parser || !schema) return { value: undefined, slots: [] };
  const given = special[`${procedure.portal} ${path}`];
  for (let variant = 0; variant < 24; variant += 1) {
    const slots: Slot[] = [];
    const note = (slot: Slot) => {
      slots.push(slot);
      return slot.kind === 'fresh' ? randomUUID() : idAt(slot);
    };
    const filled = fill(schema, path, variant, { idAt: note, wordsFor });
    const value = given ? given(filled, note) : filled;
    if ((await parser.safeParseAsync(value)).success) return { value, slots };
    if (variant === 23) {
      const { error } = await parser.safeParseAsync(value);
      const where = error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
      throw new Error(`no input can be made for ${procedure.portal} ${path} (${where}): add it to special-inputs.ts`);
    }
  }
  throw new Error('unreachable');
}

type From = { idAt: (slot: Slot) => string; wordsFor: (path: string) => string | undefined };

function fill(schema: JsonSchema, path: string, variant: number, from: From): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[variant % schema.enum.length];
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) {
    const some = branches.filter((branch) => branch.type !== 'null');
    return fill(some[variant % some.length] ?? {}, path, variant, from);
  }
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => fill(part, path, variant, from)));
  const name = path.split('.').at(-1) ?? '';
  switch (schema.type) {
    case 'object': {
      // In turn: everything that may be said, and only what must be.
      const keys = Object.keys(schema.properties ?? {});
      const said = variant % 2 === 0 ? keys : keys.filter((key) => schema.required?.includes(key));
      return Object.fromEntries(
        said.map((key) => [key, fill(schema.properties?.[key] ?? {}, `${path}.${key}`, variant, from)]),
      );
    }
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () =>
        fill(schema.items ?? {}, path, variant, from),
      );
    case 'string':
      return text(schema, path, name, from);
    case 'integer':
    case 'number':
      return Math.min(schema.maximum ?? 4, Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1));
    case 'boolean':
      return variant % 4 < 2;
    case 'null':
      return null;
    default:
      return {};
  }
}

function text(schema: JsonSchema, path: string, name: string, { idAt, wordsFor }: From): string {
  const kind = namedBetter[path] ?? schema.names;
  if (kind) return idAt({ path, kind });
  if (schema.format === 'uuid') return randomUUID();
  if (schema.format === 'date') return '2026-12-01';
  if (schema.format === 'date-time') return '2026-12-01T18:00:00.000Z';
  const fits = (value: string) =>
    (!schema.pattern || new RegExp(schema.pattern).test(value)) &&
    value.length >= (schema.minLength ?? 0) &&
    value.length <= (schema.maxLength ?? 1e6);
  const found = [wordsFor(path), texts[name], !schema.pattern && 'Sweep', ...samples].find(
    (value) => value && fits(value),
  );
  if (typeof found === 'string') return found;
  throw new Error(`no text for ${path} with ${schema.pattern ?? 'these lengths'}: add one to the samples of inputs.ts`);
}
