import { itemsOf, type MeasureDefinition, optionsOf } from '../definition.ts';

const manual = 'CamCOPS gad7.py (Spitzer, Kroenke, Williams and Löwe 2006)';
const nhs = 'NHS Talking Therapies, PMC8411661 table 1';

export const gad7: MeasureDefinition = {
  key: 'gad-7',
  name: 'GAD-7',
  fullName: 'Generalised Anxiety Disorder questionnaire',
  version: 'gad-7@1',
  recall: 'over the last 2 weeks',
  instruction: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
  items: itemsOf(
    [
      'Feeling nervous, anxious or on edge',
      'Not being able to stop or control worrying',
      'Worrying too much about different things',
      'Trouble relaxing',
      'Being so restless that it is hard to sit still',
      'Becoming easily annoyed or irritable',
      'Feeling afraid as if something awful might happen',
    ],
    // Not "Not at all sure": a known reproduction error (Zorowitz 2021, Lancet Psychiatry 8:180).
    optionsOf(['Not at all', 'Several days', 'More than half the days', 'Nearly every day']),
  ),
  range: { min: 0, max: 21 },
  higherIsBetter: false,
  method: 'sum',
  prorating: { maxMissing: 0, evidence: 'confirmed', source: 'CamCOPS: no total if any item is missing' },
  subscales: [],
  bands: [
    { from: 0, name: 'minimal', evidence: 'confirmed', source: manual },
    { from: 5, name: 'mild', evidence: 'confirmed', source: manual },
    { from: 10, name: 'moderate', evidence: 'confirmed', source: manual },
    { from: 15, name: 'severe', evidence: 'confirmed', source: manual },
  ],
  cutoff: { value: 8, name: 'caseness', evidence: 'confirmed', source: nhs },
  reliableChange: { points: 4, comparison: 'inclusive', evidence: 'confirmed', source: nhs },
  riskItems: [],
  licence: {
    state: 'public-domain',
    attribution:
      'Developed by Drs Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.',
    source: 'phqscreeners.com, as quoted in CamCOPS gad7.rst; wording as in CamCOPS gad7.xml',
    wording: 'shipped',
  },
  notUsed: [
    { what: 'mean substitution', value: '1 or 2 missing', why: 'IAPT Data Handbook rule; its text was not seen' },
    { what: 'reliable change index', value: '3.53', why: 'the index behind the published 4 was not seen' },
  ],
};
