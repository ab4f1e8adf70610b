import { createRequire } from 'node:module';

// The reader that @heather/documents makes its files with; what it can read, a search and a screen reader can.
const from = createRequire(new URL('../../../packages/documents/package.json', import.meta.url));
type Reader = {
  PDF: { load: (bytes: Uint8Array) => Promise<{ getPages: () => { extractText: () => { text: string } }[] }> };
};

/** What can be read in a PDF, in one line. */
export async function textOf(bytes: Uint8Array): Promise<string> {
  const { PDF } = (await import(from.resolve('@libpdf/core'))) as Reader;
  const pdf = await PDF.load(bytes);
  const pages = pdf.getPages().map((page) => page.extractText().text);
  return pages.join('\n').replace(/\s+/g, ' ');
}
