import { type MeasureKey, measures, scoreResponse } from '@heather/outcomes';
import { type BenchRow, timed } from './harness.ts';
import { sequence } from './sequence.ts';

const howMany = 100_000;
const keys: MeasureKey[] = ['phq-9', 'gad-7', 'core-10', 'core-om'];
type Response = { key: MeasureKey; answers: (number | null)[] };
let responses: Response[] = [];

/** One answer in a hundred is left out, as on real forms; the positions are spread over the options. */
function makeResponses(): Response[] {
  const next = sequence(7);
  return Array.from({ length: howMany }, (_, index) => {
    const key = keys[index % keys.length] as MeasureKey;
    const answers = measures[key].items.map(() => (next(100) === 0 ? null : next(4)));
    return { key, answers };
  });
}

function sumOnly() {
  let sum = 0;
  for (const { answers } of responses) for (const answer of answers) sum += answer ?? 0;
  return sum;
}

export const rows: BenchRow[] = [
  {
    name: 'outcomes.score-100k',
    unit: 'ms',
    baseline: 'adding the answers up, unchecked',
    prepare() {
      responses = makeResponses();
      const scored = responses.filter(({ key, answers }) => scoreResponse(key, answers).ok).length;
      if (scored < howMany * 0.9) throw new Error(`only ${scored} of ${howMany} responses were scored`);
    },
    run: () =>
      timed(() => responses.reduce((cases, { key, answers }) => cases + (scoreResponse(key, answers).ok ? 1 : 0), 0)),
    runBaseline: () => timed(sumOnly),
  },
];
