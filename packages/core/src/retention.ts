/** Kinds of record that are kept by a rule: of an adult in therapy, of somebody who was under eighteen, of an enquiry that came to nothing. */
export const recordKinds = ['adult', 'young', 'enquiry'] as const;
export type RecordKind = (typeof recordKinds)[number];
/** Who asks for it. Of several sides the one that asks for longest is followed. */
export const ruleSides = ['practice', 'insurer', 'professional-body', 'law'] as const;
export type RuleSide = (typeof ruleSides)[number];

export type RetentionRule = {
  kind: RecordKind;
  requiredBy: RuleSide;
  /** Null: in every nation. */
  nation: string | null;
  /** Whole months after the last contact. */
  monthsAfter: number;
  /** And not before this birthday; for somebody who was seventeen at the last contact `untilAgeAt17`. */
  untilAge: number | null;
  untilAgeAt17: number | null;
  /** Where the period comes from. */
  source: string;
  /** The day on which the practice made it its own; null while it is only Heather's suggestion. */
  reviewedOn: string | null;
};

/** The day on which the sources of the defaults were last looked at. */
export const defaultsCheckedOn = '2026-11-23';
const suggested = { requiredBy: 'practice', nation: null, reviewedOn: null } as const;
/**
 * What stands until a practice has its own rule. No law of the three nations and no professional body names a period: BACP leaves it to
 * the practice and asks that clients are told (its blog of 10 January 2023). The periods are what British practices commonly publish.
 */
export const defaultRules: readonly RetentionRule[] = [
  {
    ...suggested,
    kind: 'adult',
    monthsAfter: 84,
    untilAge: null,
    untilAgeAt17: null,
    source: 'Common practice in the United Kingdom: seven years. BACP names no period.',
  },
  {
    ...suggested,
    kind: 'young',
    monthsAfter: 84,
    untilAge: 25,
    untilAgeAt17: 26,
    source: 'Common practice in the United Kingdom: until 25, or 26 for somebody who was 17 at the end.',
  },
  {
    ...suggested,
    kind: 'enquiry',
    monthsAfter: 12,
    untilAge: null,
    untilAgeAt17: null,
    source: 'Common practice in the United Kingdom: a year after an enquiry that was not taken up.',
  },
];

/** What must be known of a person to say how long their record is kept; nothing clinical. Days as YYYY-MM-DD. */
export type RecordFacts = {
  bornOn: string | null;
  nation: string;
  /** The last session, letter, payment, enquiry or end of a course, whichever came last. */
  lastContactOn: string;
  /** Whether there was ever a course; without one it is an enquiry. */
  hadCourse: boolean;
};

export type Due = {
  dueOn: string;
  kind: RecordKind;
  rule: RetentionRule;
  /** The rule in words that name nobody. */
  words: string;
  /** A birth date is not known, so that nobody can say whether the rule for young people holds. */
  ageUnknown: boolean;
};

const day = (text: string) => Temporal.PlainDate.from(text);

/** @returns whole years at that day; 29 February has its birthday on 1 March in other years, as the law counts */
export function ageOn(bornOn: string, on: string): number {
  const born = day(bornOn);
  const at = day(on);
  const isLater = at.month > born.month || (at.month === born.month && at.day >= born.day);
  return at.year - born.year - (isLater ? 0 : 1);
}

/** The day on which somebody comes to an age. */
function birthday(bornOn: string, age: number): Temporal.PlainDate {
  const born = day(bornOn);
  const year = born.year + age;
  const isLeapling =
    born.month === 2 && born.day === 29 && !Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear;
  return isLeapling
    ? Temporal.PlainDate.from({ year, month: 3, day: 1 })
    : Temporal.PlainDate.from({ year, month: born.month, day: born.day });
}

export function kindOf(facts: RecordFacts): RecordKind {
  if (!facts.hadCourse) return 'enquiry';
  return facts.bornOn !== null && ageOn(facts.bornOn, facts.lastContactOn) < 18 ? 'young' : 'adult';
}

/** The rules of a practice, with the defaults for each kind for which it has none. */
export function rulesInForce(own: readonly RetentionRule[]): RetentionRule[] {
  return recordKinds.flatMap((kind) => {
    const found = own.filter((rule) => rule.kind === kind);
    return found.length > 0 ? found : defaultRules.filter((rule) => rule.kind === kind);
  });
}

/**
 * When this record falls due, by which rule. Of the rules that hold for its kind and nation the latest day wins; where a practice has
 * rules of this kind for other nations only, the default holds.
 * @param rules as `rulesInForce` gives them
 */
export function dueOf(rules: readonly RetentionRule[], facts: RecordFacts): Due {
  const kind = kindOf(facts);
  const ofKind = rules.filter((rule) => rule.kind === kind && (rule.nation === null || rule.nation === facts.nation));
  const holding = ofKind.length > 0 ? ofKind : defaultRules.filter((rule) => rule.kind === kind);
  const found = holding
    .map((rule) => ({ rule, on: dueUnder(rule, facts) }))
    .reduce((late, one) => (Temporal.PlainDate.compare(one.on, late.on) > 0 ? one : late));
  return {
    dueOn: found.on.toString(),
    kind,
    rule: found.rule,
    words: ruleWords(found.rule),
    ageUnknown: kind === 'adult' && facts.bornOn === null,
  };
}

function dueUnder(rule: RetentionRule, facts: RecordFacts): Temporal.PlainDate {
  const after = day(facts.lastContactOn).add({ months: rule.monthsAfter });
  if (rule.untilAge === null || facts.bornOn === null) return after;
  const was17 = ageOn(facts.bornOn, facts.lastContactOn) === 17;
  const until = birthday(facts.bornOn, was17 ? (rule.untilAgeAt17 ?? rule.untilAge) : rule.untilAge);
  return Temporal.PlainDate.compare(until, after) > 0 ? until : after;
}

/** "7 years", "18 months". */
export function monthsWords(months: number): string {
  const [count, word] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month'];
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

const sideWords: Record<RuleSide, string> = {
  practice: 'the practice’s own rule',
  insurer: 'asked for by the insurer',
  'professional-body': 'asked for by the professional body',
  law: 'asked for by law',
};

/** A rule as one sentence that names nobody: for the page, the review and the certificate. */
export function ruleWords(rule: RetentionRule): string {
  const age =
    rule.untilAge === null
      ? ''
      : `, and until ${rule.untilAge}${rule.untilAgeAt17 === null || rule.untilAgeAt17 === rule.untilAge ? '' : ` (${rule.untilAgeAt17} for somebody who was 17)`}`;
  const side =
    rule.reviewedOn === null ? 'Heather’s suggestion, not yet the practice’s own' : sideWords[rule.requiredBy];
  return `${monthsWords(rule.monthsAfter)} after the last contact${age}: ${side}`;
}

/** What keeps a record from being destroyed, whatever its age and whoever asks. */
export const heldWords = {
  hold: 'It is held: somebody said that it must be kept.',
  'course-open': 'A course of therapy is not ended.',
  'alert-open': 'A safety answer waits to be read.',
  waiting: 'An enquiry, a place in the list or an offer is open.',
  'money-owed': 'Money is owed or was paid ahead: settle it or write it off first.',
  'complaint-open': 'A complaint is not answered yet.',
  'request-open': 'Another request about the record is not answered yet.',
  joined: 'Two records of this person were joined in the last days, and may still be parted.',
} as const;
export type HeldBy = keyof typeof heldWords;
export const heldKinds = Object.keys(heldWords) as HeldBy[];

export const destructionStates = ['listed', 'confirmed', 'kept', 'called-off', 'destroyed'] as const;
export type DestructionState = (typeof destructionStates)[number];
export const destructionActs = ['confirm', 'undo', 'keep', 'call-off', 'destroy'] as const;
export type DestructionAct = (typeof destructionActs)[number];

/** Days between the yes and the destruction, in which the yes can be taken back. */
export const graceDays = 7;

/**
 * Two steps and days of grace between: listed → confirmed → destroyed. Only what is confirmed, whose days of grace are over and that
 * nothing holds is destroyed; nothing follows after that.
 * @returns the state after it, or what stands against it
 */
export function decideDestruction(
  now: { state: DestructionState; graceOver: boolean; heldBy: readonly HeldBy[] },
  act: DestructionAct,
): { ok: true; state: DestructionState } | { ok: false; because: 'wrong-order' | 'too-early' | HeldBy } {
  const wrong = { ok: false, because: 'wrong-order' } as const;
  const [first] = now.heldBy;
  switch (act) {
    case 'confirm':
      if (now.state !== 'listed') return wrong;
      return first ? { ok: false, because: first } : { ok: true, state: 'confirmed' };
    case 'undo':
      return now.state === 'confirmed' ? { ok: true, state: 'listed' } : wrong;
    case 'keep':
      return now.state === 'listed' || now.state === 'confirmed' ? { ok: true, state: 'kept' } : wrong;
    case 'call-off':
      return now.state === 'listed' || now.state === 'confirmed' ? { ok: true, state: 'called-off' } : wrong;
    case 'destroy':
      if (now.state !== 'confirmed') return wrong;
      if (first) return { ok: false, because: first };
      return now.graceOver ? { ok: true, state: 'destroyed' } : { ok: false, because: 'too-early' };
  }
}
