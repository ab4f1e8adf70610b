/** How far a number was checked. `own-rule` is Heather's, not the instrument's; `unconfirmed` may stand in `notUsed` only. */
export type Evidence = 'confirmed' | 'secondary' | 'own-rule';

/** Where a number comes from, in words a person can follow. */
export type Backing = { evidence: Evidence; source: string };

export type MeasureKey = 'phq-9' | 'gad-7' | 'core-10' | 'core-om' | 'yp-core' | 'pcl-5';

export type Tier = 'today' | 'before-next-session';

/** One answer as it stands on the form; `position` 0 is the first. `label` null: entered by the practice. */
export type AnswerOption = { position: number; label: string | null };

/** `number` is the form's own, from 1. `text` null: entered by the practice from its licensed copy. */
export type Item = { number: number; text: string | null; options: readonly AnswerOption[]; reversed: boolean };

/** A mean or sum over some items; null as soon as more than `maxMissing` of them are unanswered. */
export type Subscale = Backing & { key: string; name: string; items: readonly number[]; maxMissing: number };

/** A band reaches from `from` (inclusive, on the total) up to the next band's `from`. */
export type Band = Backing & { from: number; name: string };

/** `value` and above is on the clinical side. */
export type Cutoff = Backing & { value: number; name: string };

/** `inclusive`: a change of `points` counts. `strict`: it must be more. */
export type ReliableChangePoints = Backing & { points: number; comparison: 'inclusive' | 'strict' };

/** `tiers[position]` is when a person must have read that answer; null does not fire. */
export type RiskItem = Backing & { item: number; about: string; tiers: readonly (Tier | null)[] };

export type Licence = {
  state: 'public-domain' | 'cc-by-nd-4.0' | 'us-government-work';
  attribution: string;
  source: string;
  /** shipped: checked word by word. entered-by-practice: allowed or not, we could not check the wording, so we do not guess it. */
  wording: 'shipped' | 'entered-by-practice';
};

/** A published or half-remembered number that nobody here could confirm. Kept so that nobody adds it in good faith. */
export type NotUsed = { what: string; value: string; why: string };

export type MeasureDefinition = {
  key: MeasureKey;
  name: string;
  fullName: string;
  version: string;
  /** Completes "how you have been …", e.g. "over the last 2 weeks". */
  recall: string;
  instruction: string | null;
  items: readonly Item[];
  range: { min: number; max: number };
  higherIsBetter: false;
  /** sum: keyed answers added. ten-times-mean: 10 × mean of the answered items (CORE's clinical score). */
  method: 'sum' | 'ten-times-mean';
  prorating: Backing & { maxMissing: number };
  subscales: readonly Subscale[];
  bands: readonly Band[];
  cutoff: Cutoff | null;
  reliableChange: ReliableChangePoints | null;
  riskItems: readonly RiskItem[];
  licence: Licence;
  notUsed: readonly NotUsed[];
};

/** Options in form order from their labels, or `count` options without labels. */
export function optionsOf(labels: readonly string[] | number): readonly AnswerOption[] {
  return typeof labels === 'number'
    ? Array.from({ length: labels }, (_, position) => ({ position, label: null }))
    : labels.map((label, position) => ({ position, label }));
}

/** Items numbered from 1, from their texts, or `count` items without text. */
export function itemsOf(
  texts: readonly string[] | number,
  options: readonly AnswerOption[],
  reversed: readonly number[] = [],
): readonly Item[] {
  const list: readonly (string | null)[] = typeof texts === 'number' ? Array<null>(texts).fill(null) : texts;
  return list.map((text, index) => ({ number: index + 1, text, options, reversed: reversed.includes(index + 1) }));
}

/** What a tick is worth: its position, counted from the other end where the item is worded the other way round. */
export function keyedValue(item: Item, position: number): number {
  return item.reversed ? item.options.length - 1 - position : position;
}
