import { canonicalJson, sha256Hex } from '@heather/core';
import { z } from 'zod';

/** The field that a name is drawn in: whole units, so that the same hand gives the same bytes on every screen. */
export const drawingSize = { width: 600, height: 200 } as const;
/** Across, then down. */
const point = z
  .array(z.int().min(0).max(drawingSize.width))
  .length(2)
  .refine(([, down]) => (down ?? 0) <= drawingSize.height, 'is beyond the field');

/** Strokes of a pen, each from where it came down to where it was lifted. Numbers alone: nothing in it can be run or followed. */
export const drawingSchema = z
  .array(z.array(point).min(2).max(1500))
  .min(1)
  .max(100)
  .refine((strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= 5000, 'is too long')
  .refine((strokes) => lengthOf(strokes) >= 40, 'is a dot and not a name');
export type Drawing = z.infer<typeof drawingSchema>;

function lengthOf(strokes: readonly (readonly (readonly number[])[])[]): number {
  let length = 0;
  for (const stroke of strokes)
    for (let at = 1; at < stroke.length; at += 1) {
      const [a, b] = [stroke[at - 1] as number[], stroke[at] as number[]];
      length += Math.hypot((b[0] as number) - (a[0] as number), (b[1] as number) - (a[1] as number));
    }
  return length;
}

/** One text for one drawing, and its hash: what the signature binds. */
export const canonicalDrawing = (drawing: Drawing): { text: string; sha256: string } => {
  const text = canonicalJson(drawing);
  return { text, sha256: sha256Hex(text) };
};

/** The `d` of an SVG path. */
export const drawingPath = (drawing: readonly (readonly (readonly number[])[])[]): string =>
  drawing.map((stroke) => stroke.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('')).join('');

/** Somebody who was there when it was signed, and what for. */
export const witnessSchema = z.strictObject({
  role: z.enum(['helper', 'interpreter', 'parent-or-guardian', 'witness']),
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .refine((name) => /\p{L}/u.test(name) && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name), 'is not a name'),
});
export type Witness = z.infer<typeof witnessSchema>;

export const witnessWords: Record<Witness['role'], string> = {
  helper: 'a helper',
  interpreter: 'an interpreter',
  'parent-or-guardian': 'a parent or guardian',
  witness: 'a witness',
};
