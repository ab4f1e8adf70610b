import { itemsOf, type MeasureDefinition, optionsOf, type RiskItem, type Tier } from '../definition.ts';
import { coreBands, coreLicence, coreMissingSource } from './core-licence.ts';

const any: readonly (Tier | null)[] = [null, 'today', 'today', 'today', 'today'];
const rising: readonly (Tier | null)[] = [null, 'before-next-session', 'today', 'today', 'today'];
const own = { evidence: 'own-rule', source: 'Any answer but the first is read by a person.' } as const;
const risk = (item: number, about: string, tiers: readonly (Tier | null)[]): RiskItem => ({
  item,
  about,
  tiers,
  ...own,
});

const keys = { evidence: 'confirmed', source: `AWELL core_om_subscales.ts; ${coreMissingSource}` } as const;
const risky = [6, 9, 16, 22, 24, 34];

export const coreOm: MeasureDefinition = {
  key: 'core-om',
  name: 'CORE-OM',
  fullName: 'Clinical Outcomes in Routine Evaluation, Outcome Measure',
  version: 'core-om@1',
  recall: 'over the last week',
  instruction: null,
  // Two public copies differ in item 11, so no wording is shipped: the licence allows none but the exact one.
  // 30 (self-blame) is worded negatively and is not reversed; AWELL reverses it by mistake.
  items: itemsOf(34, optionsOf(5), [3, 4, 7, 12, 19, 21, 31, 32]),
  range: { min: 0, max: 40 },
  higherIsBetter: false,
  method: 'ten-times-mean',
  prorating: { maxMissing: 3, evidence: 'confirmed', source: coreMissingSource },
  subscales: [
    { key: 'wellBeing', name: 'Well-being', items: [4, 14, 17, 31], maxMissing: 0, ...keys },
    { key: 'problems', name: 'Problems', items: [2, 5, 8, 11, 13, 15, 18, 20, 23, 27, 28, 30], maxMissing: 1, ...keys },
    {
      key: 'functioning',
      name: 'Functioning',
      items: [1, 3, 7, 10, 12, 19, 21, 25, 26, 29, 32, 33],
      maxMissing: 1,
      ...keys,
    },
    { key: 'risk', name: 'Risk', items: risky, maxMissing: 0, ...keys },
    {
      key: 'nonRisk',
      name: 'All but risk',
      items: Array.from({ length: 34 }, (_, index) => index + 1).filter((item) => !risky.includes(item)),
      maxMissing: 3,
      ...keys,
    },
  ],
  bands: coreBands,
  cutoff: {
    value: 10,
    name: 'cut-off',
    evidence: 'confirmed',
    source: 'Connell and others 2007 (9.9 on 0 to 40, used as 10); coreims.co.uk',
  },
  reliableChange: null,
  riskItems: [
    risk(6, 'violence to others', rising),
    risk(9, 'thoughts of hurting oneself', rising),
    risk(16, 'plans to end one’s life', any),
    risk(22, 'threatening another person', rising),
    risk(24, 'thoughts of being better off dead', rising),
    risk(34, 'hurting oneself or taking dangerous risks', any),
  ],
  licence: coreLicence('entered-by-practice'),
  notUsed: [
    { what: 'reliable change', value: '0.48 of the mean, about 5 points', why: 'not seen in a source' },
    { what: 'cut-offs by gender', value: '1.19 and 1.29 of the mean', why: 'older, and not seen in a source' },
  ],
};
