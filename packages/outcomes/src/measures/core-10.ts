import { itemsOf, type MeasureDefinition, optionsOf } from '../definition.ts';
import { coreBands, coreLicence, coreMissingSource } from './core-licence.ts';

export const core10: MeasureDefinition = {
  key: 'core-10',
  name: 'CORE-10',
  fullName: 'Clinical Outcomes in Routine Evaluation, 10 items',
  version: 'core-10@1',
  recall: 'over the last week',
  instruction:
    'This form has 10 statements about how you have been OVER THE LAST WEEK. Please read each statement and think how often you felt that way last week. Then tick the box which is closest to this.',
  items: itemsOf(
    [
      'I have felt tense, anxious or nervous',
      'I have felt I have someone to turn to for support when needed',
      'I have felt able to cope when things go wrong',
      'Talking to people has felt too much for me',
      'I have felt panic or terror',
      'I made plans to end my life',
      'I have had difficulty getting to sleep or staying asleep',
      'I have felt despairing or hopeless',
      'I have felt unhappy',
      'Unwanted images or memories have been distressing me',
    ],
    optionsOf(['Not at all', 'Only occasionally', 'Sometimes', 'Often', 'Most or all of the time']),
    // 2 and 3, by item text and CamCOPS core10.py; a help page that says 3 and 4 is wrong.
    [2, 3],
  ),
  range: { min: 0, max: 40 },
  higherIsBetter: false,
  method: 'ten-times-mean',
  prorating: { maxMissing: 1, evidence: 'confirmed', source: coreMissingSource },
  subscales: [],
  bands: coreBands,
  cutoff: {
    value: 11,
    name: 'cut-off',
    evidence: 'secondary',
    source: 'Barkham and others 2013, as given by NovoPsych',
  },
  reliableChange: {
    points: 6,
    comparison: 'inclusive',
    evidence: 'secondary',
    source: 'Barkham and others 2013, as given by Trybloom; not the 95% value of the 2007 norms, which is 6.75',
  },
  riskItems: [
    {
      item: 6,
      about: 'plans to end one’s life',
      tiers: [null, 'today', 'today', 'today', 'today'],
      evidence: 'own-rule',
      source: 'Any plan is read today, whatever the total.',
    },
  ],
  licence: coreLicence('shipped'),
  notUsed: [
    {
      what: 'cut-off for depression',
      value: '13',
      why: 'a second line on one scale misleads; Heather diagnoses nothing',
    },
  ],
};
