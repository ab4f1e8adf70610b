import { itemsOf, type MeasureDefinition, optionsOf } from '../definition.ts';
import { coreLicence, coreMissingSource } from './core-licence.ts';

export const ypCore: MeasureDefinition = {
  key: 'yp-core',
  name: 'YP-CORE',
  fullName: 'Young Person’s Clinical Outcomes in Routine Evaluation',
  version: 'yp-core@1',
  recall: 'over the last week',
  instruction: null,
  items: itemsOf(10, optionsOf(5), [3, 5, 10]),
  range: { min: 0, max: 40 },
  higherIsBetter: false,
  method: 'ten-times-mean',
  prorating: { maxMissing: 1, evidence: 'confirmed', source: coreMissingSource },
  subscales: [],
  // The adult bands are sometimes printed for it; nothing norms them by age.
  bands: [],
  cutoff: null,
  reliableChange: null,
  riskItems: [
    {
      item: 4,
      about: 'thoughts of hurting oneself',
      tiers: [null, 'today', 'today', 'today', 'today'],
      evidence: 'own-rule',
      source: 'Any answer but the first, from a young person, is read today.',
    },
  ],
  licence: coreLicence('entered-by-practice'),
  notUsed: [
    {
      what: 'cut-offs by gender and age',
      value: '1.0 to 1.6 of the mean',
      why: 'three published tables differ (Blackshaw; Twigg 2016; Di Biase 2021): a single line would mislead',
    },
    { what: 'reliable change', value: '8', why: 'not seen in a source; published by gender and age' },
  ],
};
