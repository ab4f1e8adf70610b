import { itemsOf, type MeasureDefinition, optionsOf } from '../definition.ts';

const manual = 'CamCOPS phq9.py and phq9.rst (Kroenke, Spitzer and Williams 2001)';
const nhs = 'NHS Talking Therapies, PMC8411661 table 1';

export const phq9: MeasureDefinition = {
  key: 'phq-9',
  name: 'PHQ-9',
  fullName: 'Patient Health Questionnaire',
  version: 'phq-9@1',
  recall: 'over the last 2 weeks',
  instruction: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
  items: itemsOf(
    [
      'Little interest or pleasure in doing things',
      'Feeling down, depressed, or hopeless',
      'Trouble falling or staying asleep, or sleeping too much',
      'Feeling tired or having little energy',
      'Poor appetite or overeating',
      'Feeling bad about yourself — or that you are a failure or have let yourself or your family down',
      'Trouble concentrating on things, such as reading the newspaper or watching television',
      'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual',
      'Thoughts that you would be better off dead or of hurting yourself in some way',
    ],
    optionsOf(['Not at all', 'Several days', 'More than half the days', 'Nearly every day']),
  ),
  range: { min: 0, max: 27 },
  higherIsBetter: false,
  method: 'sum',
  prorating: {
    maxMissing: 0,
    evidence: 'confirmed',
    source: 'CamCOPS and AWELL: no total if any of 1 to 9 is missing',
  },
  subscales: [],
  bands: [
    { from: 0, name: 'minimal', evidence: 'confirmed', source: manual },
    { from: 5, name: 'mild', evidence: 'confirmed', source: manual },
    { from: 10, name: 'moderate', evidence: 'confirmed', source: manual },
    { from: 15, name: 'moderately severe', evidence: 'confirmed', source: manual },
    { from: 20, name: 'severe', evidence: 'confirmed', source: manual },
  ],
  cutoff: { value: 10, name: 'caseness', evidence: 'confirmed', source: nhs },
  reliableChange: { points: 6, comparison: 'inclusive', evidence: 'confirmed', source: nhs },
  riskItems: [
    {
      item: 9,
      about: 'thoughts of being better off dead or of hurting oneself',
      tiers: [null, 'before-next-session', 'today', 'today'],
      evidence: 'own-rule',
      source: 'Any answer but the first is read by a person; more than half the days is read today.',
    },
  ],
  licence: {
    state: 'public-domain',
    attribution:
      'Developed by Drs Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.',
    source: 'phqscreeners.com, as quoted in CamCOPS phq9.rst; wording as in CamCOPS phq9.xml',
    wording: 'shipped',
  },
  notUsed: [
    { what: 'mean substitution', value: '1 or 2 missing', why: 'IAPT Data Handbook rule; its text was not seen' },
    { what: 'reliable change index', value: '5.20', why: 'the index behind the published 6 was not seen' },
  ],
};
