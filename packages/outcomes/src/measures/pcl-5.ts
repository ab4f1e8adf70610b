import { itemsOf, type MeasureDefinition, optionsOf, type Subscale } from '../definition.ts';

const clusters = { maxMissing: 0, evidence: 'confirmed', source: 'CamCOPS pcl5.py (DSM-5 clusters)' } as const;
const cluster = (key: string, name: string, from: number, to: number): Subscale => ({
  key,
  name,
  items: Array.from({ length: to - from + 1 }, (_, index) => from + index),
  ...clusters,
});

export const pcl5: MeasureDefinition = {
  key: 'pcl-5',
  name: 'PCL-5',
  fullName: 'PTSD Checklist for DSM-5',
  version: 'pcl-5@1',
  recall: 'in the past month',
  instruction: 'In the past month, how much were you bothered by:',
  items: itemsOf(
    [
      'Repeated, disturbing, and unwanted memories of the stressful experience?',
      'Repeated, disturbing dreams of the stressful experience?',
      'Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)?',
      'Feeling very upset when something reminded you of the stressful experience?',
      'Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)?',
      'Avoiding memories, thoughts, or feelings related to the stressful experience?',
      'Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)?',
      'Trouble remembering important parts of the stressful experience?',
      'Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)?',
      'Blaming yourself or someone else for the stressful experience or what happened after it?',
      'Having strong negative feelings such as fear, horror, anger, guilt, or shame?',
      'Loss of interest in activities that you used to enjoy?',
      'Feeling distant or cut off from other people?',
      'Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving feelings for people close to you)?',
      'Irritable behavior, angry outbursts, or acting aggressively?',
      'Taking too many risks or doing things that could cause you harm?',
      'Being “superalert” or watchful or on guard?',
      'Feeling jumpy or easily startled?',
      'Having difficulty concentrating?',
      'Trouble falling or staying asleep?',
    ],
    optionsOf(['Not at all', 'A little bit', 'Moderately', 'Quite a bit', 'Extremely']),
  ),
  range: { min: 0, max: 80 },
  higherIsBetter: false,
  method: 'sum',
  prorating: { maxMissing: 0, evidence: 'own-rule', source: 'No rule seen; a part of a sum is not a sum' },
  subscales: [
    cluster('clusterB', 'Intrusion', 1, 5),
    cluster('clusterC', 'Avoidance', 6, 7),
    cluster('clusterD', 'Thoughts and mood', 8, 14),
    cluster('clusterE', 'Arousal', 15, 20),
  ],
  bands: [],
  cutoff: {
    value: 33,
    name: 'cut-off',
    evidence: 'confirmed',
    source: 'CamCOPS pcl5.py draws 33; published as 31 to 33',
  },
  reliableChange: {
    points: 10,
    comparison: 'inclusive',
    evidence: 'secondary',
    source: 'US National Center for PTSD, as given by QxMD; said there to be a meaningful change',
  },
  riskItems: [
    {
      item: 16,
      about: 'taking risks or doing things that could cause harm',
      tiers: [null, null, 'before-next-session', 'before-next-session', 'before-next-session'],
      evidence: 'own-rule',
      source: 'Not a question about suicide; from “moderately” (a symptom by DSM-5 scoring) a person reads it.',
    },
  ],
  licence: {
    state: 'us-government-work',
    attribution:
      'Weathers, Litz, Keane, Palmieri, Marx and Schnurr (2013). The PTSD Checklist for DSM-5. National Center for PTSD, ptsd.va.gov',
    source: 'US Government work, not in copyright (CamCOPS pcl.rst, QxMD); wording agrees in three public copies',
    wording: 'shipped',
  },
  notUsed: [
    { what: 'newer reliable change', value: '15 to 18', why: 'not seen in a source' },
    { what: 'provisional diagnosis by cluster', value: 'B 1, C 1, D 2, E 2', why: 'Heather diagnoses nothing' },
  ],
};
