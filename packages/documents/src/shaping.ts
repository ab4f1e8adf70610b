/// <reference path="./fontkit.d.ts" />
import type { Font } from 'fontkit';

/** What a run is drawn with: nothing extra, or every positioning feature off. A new object each time; the engine writes into it. */
export type Features = Record<string, boolean>;
export const lettersApart = (): Features => ({ liga: false, clig: false });
export const plainFeatures = (): Features =>
  Object.fromEntries(
    ['liga', 'clig', 'mark', 'mkmk', 'abvm', 'blwm', 'dist', 'curs', 'kern'].map((feature) => [feature, false]),
  );

type Positioner = { applyAnchor(mark: { markAnchor: unknown } | null, base: unknown, at: number): void };
type Inside = { _layoutEngine?: { engine?: { GPOSProcessor?: Positioner | null } } };
const mended = new WeakSet<object>();

/**
 * A font may leave an anchor out, which says "no attachment here"; the engine (fontkit 2.0.4) reads it all the same and
 * throws, for one on most words in Gurmukhi. This lets it pass over them, as other engines do.
 */
export function mendAnchors(font: Font): void {
  const positioner = (font as unknown as Inside)._layoutEngine?.engine?.GPOSProcessor;
  if (!positioner) return;
  const prototype = Object.getPrototypeOf(positioner) as Positioner;
  if (mended.has(prototype)) return;
  mended.add(prototype);
  const applyAnchor = prototype.applyAnchor;
  prototype.applyAnchor = function (mark, base, at) {
    if (base && mark?.markAnchor) applyAnchor.call(this, mark, base, at);
  };
}

/**
 * How a text can be shaped in a font: as it should be, plainly if the engine fails at that, or not at all. Letters that
 * are only prettier joined ("ff", "fi") stay apart, so that a hash can be read out and any program can copy the text;
 * scripts that must join do so by features of their own, which stay on.
 */
export function shape(font: Font, text: string): Shaped | undefined {
  const known = shapes.get(font) ?? new Map<string, Shaped | undefined>();
  shapes.set(font, known);
  if (!known.has(text)) {
    if (known.size >= 20_000) known.clear();
    known.set(text, shapeNow(font, text));
  }
  return known.get(text);
}

export type Shaped = {
  features: () => Features;
  /** Width in ems. */
  advance: number;
};
// The same words come again in every agreement; shaping is most of the time that a page takes.
const shapes = new WeakMap<Font, Map<string, Shaped | undefined>>();

function shapeNow(font: Font, text: string): Shaped | undefined {
  for (const features of [lettersApart, plainFeatures]) {
    try {
      const run = font.layout(text, features());
      if (Number.isFinite(run.advanceWidth)) return { features, advance: run.advanceWidth / font.unitsPerEm };
    } catch {
      // The next way is tried; a text that none can shape is shown by number.
    }
  }
  return undefined;
}
