import { expect, test } from 'vitest';
import { chunksOf } from './script-size.ts';

const manifest = {
  'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_react.js'], dynamicImports: ['src/a.tsx'] },
  '_react.js': { file: 'assets/react.js' },
  '_shared.js': { file: 'assets/shared.js', imports: ['_react.js'] },
  'src/a.tsx': { file: 'assets/a.js', imports: ['_shared.js', 'index.html'] },
  'src/b.tsx': { file: 'assets/b.js' },
};

test('a route counts its own chunk, what it imports and the entry, each once', () => {
  expect(chunksOf(manifest, ['index.html', 'src/a.tsx']).sort()).toEqual([
    'assets/a.js',
    'assets/index.js',
    'assets/react.js',
    'assets/shared.js',
  ]);
});

test('a route that the build does not have is an error, not zero bytes', () => {
  expect(() => chunksOf(manifest, ['src/gone.tsx'])).toThrow('src/gone.tsx');
});
