// fontkit ships no types; these are the few parts of it that we call.
declare module 'fontkit' {
  export type GlyphRun = { advanceWidth: number; glyphs: { id: number }[] };
  export type Font = {
    unitsPerEm: number;
    ascent: number;
    descent: number;
    characterSet: number[];
    layout(text: string, features?: Record<string, boolean>): GlyphRun;
  };
  export function create(bytes: Uint8Array): Font;
}
