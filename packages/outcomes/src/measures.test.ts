import { describe, expect, it } from 'vitest';
import { canBeAskedAlone, type MeasureKey, measureKeys, measures } from './index.ts';

describe('definitions', () => {
  it.each(measureKeys)('%s is whole: numbered items, options, version, and a source behind every number', (key) => {
    const definition = measures[key];
    expect(definition.key).toBe(key);
    expect(definition.version).toMatch(new RegExp(`^${key}@\\d+$`));
    expect(definition.items.map(({ number }) => number)).toEqual(definition.items.map((_, index) => index + 1));
    for (const { options } of definition.items)
      expect(options.map(({ position }) => position)).toEqual([...options.keys()]);
    const { prorating, subscales, bands, cutoff, reliableChange, riskItems } = definition;
    for (const backing of [prorating, ...subscales, ...bands, ...riskItems, cutoff, reliableChange]) {
      if (!backing) continue;
      expect(['confirmed', 'secondary', 'own-rule']).toContain(backing.evidence);
      expect(backing.source.length).toBeGreaterThan(10);
    }
    const floors = bands.map(({ from }) => from);
    expect(floors).toEqual(floors.toSorted((a, b) => a - b));
    for (const { item, tiers } of riskItems)
      expect(tiers).toHaveLength(definition.items[item - 1]?.options.length ?? -1);
  });

  it.each<[MeasureKey, number, string]>([
    ['phq-9', 9, 'shipped'],
    ['gad-7', 7, 'shipped'],
    ['core-10', 10, 'shipped'],
    ['pcl-5', 20, 'shipped'],
    ['core-om', 34, 'entered-by-practice'],
    ['yp-core', 10, 'entered-by-practice'],
  ])('%s has %d items, wording %s', (key, count, wording) => {
    const { items, licence, instruction } = measures[key];
    expect(items).toHaveLength(count);
    expect(licence.wording).toBe(wording);
    const isWorded = items.every(({ text, options }) => text !== null && options.every(({ label }) => label !== null));
    expect(isWorded && instruction !== null).toBe(wording === 'shipped');
  });

  it('says "Not at all" on GAD-7, not the "Not at all sure" of a known misprint', () =>
    expect(measures['gad-7'].items[0]?.options[0]?.label).toBe('Not at all'));

  it('keeps CORE-10 to its licence: exact wording, attribution, no derivative', () => {
    const { items, licence } = measures['core-10'];
    expect(licence.state).toBe('cc-by-nd-4.0');
    expect(licence.attribution).toContain('CORE System Trust');
    expect(items[1]?.text).toBe('I have felt I have someone to turn to for support when needed');
    expect(items[5]?.text).toBe('I made plans to end my life');
  });

  it('counts every CORE-OM item in one domain, and 28 outside risk', () => {
    const [wellBeing, problems, functioning, risk, nonRisk] = measures['core-om'].subscales;
    const domains = [wellBeing, problems, functioning, risk].flatMap((domain) => domain?.items ?? []);
    expect(domains.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 34 }, (_, index) => index + 1));
    expect(nonRisk?.items).toHaveLength(28);
  });

  it.each<[MeasureKey, number | null, string | null]>([
    ['phq-9', 6, 'inclusive'],
    ['gad-7', 4, 'inclusive'],
    ['core-10', 6, 'inclusive'],
    ['pcl-5', 10, 'inclusive'],
    ['core-om', null, null],
    ['yp-core', null, null],
  ])('%s changes reliably at %s, %s; what could not be confirmed is not used', (key, needed, comparison) => {
    const { reliableChange, notUsed } = measures[key];
    expect(reliableChange?.points ?? null).toBe(needed);
    expect(reliableChange?.comparison ?? null).toBe(comparison);
    expect(notUsed.length).toBeGreaterThan(0);
  });

  it('asks about risk outside the session only where somebody will read the answer', () => {
    expect(canBeAskedAlone('phq-9', true)).toBe(true);
    expect(canBeAskedAlone('phq-9', false)).toBe(false);
    expect(canBeAskedAlone('gad-7', false)).toBe(true);
    expect(canBeAskedAlone('core-om', true)).toBe(false);
  });

  it('knows no key of its prototype', () => expect(Object.getPrototypeOf(measures)).toBe(null));
});
