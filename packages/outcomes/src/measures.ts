import type { MeasureDefinition, MeasureKey } from './definition.ts';
import { core10 } from './measures/core-10.ts';
import { coreOm } from './measures/core-om.ts';
import { gad7 } from './measures/gad-7.ts';
import { pcl5 } from './measures/pcl-5.ts';
import { phq9 } from './measures/phq-9.ts';
import { ypCore } from './measures/yp-core.ts';

/** Every measure by key. No prototype: a key such as "constructor" is unknown, not a surprise. */
export const measures: Readonly<Record<MeasureKey, MeasureDefinition>> = Object.freeze(
  Object.assign(Object.create(null), {
    'phq-9': phq9,
    'gad-7': gad7,
    'core-10': core10,
    'core-om': coreOm,
    'yp-core': ypCore,
    'pcl-5': pcl5,
  }),
);

export const measureKeys = Object.keys(measures) as readonly MeasureKey[];

export function isMeasureKey(key: unknown): key is MeasureKey {
  return typeof key === 'string' && key in measures;
}

/** May a client fill it in alone? Only with its wording here, and, where it asks about risk, with somebody to read the answer. */
export function canBeAskedAlone(key: MeasureKey, ladderIsUsable: boolean): boolean {
  const { licence, riskItems } = measures[key];
  return licence.wording === 'shipped' && (riskItems.length === 0 || ladderIsUsable);
}
