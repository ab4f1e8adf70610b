/** How a data-protection complaint came. */
export const complaintChannels = ['portal', 'telephone', 'letter', 'email', 'in-person'] as const;
export const complaintOutcomes = ['upheld', 'partly-upheld', 'not-upheld'] as const;
export const complaintStates = ['received', 'acknowledged', 'answered', 'withdrawn'] as const;
export type ComplaintState = (typeof complaintStates)[number];
export const complaintActs = ['acknowledge', 'note', 'tell-progress', 'answer', 'withdraw'] as const;
export type ComplaintAct = (typeof complaintActs)[number];

/** Data Protection Act 2018, section 164A (Data (Use and Access) Act 2025, in force since 19 June 2026). */
const acknowledgeDays = 30;

export type ComplaintClock = {
  /** The last day to say that it has come: thirty days, the first of them the day after it came (the Commissioner's guidance). */
  acknowledgeByOn: string;
  /** Until that day; below 0 when it has passed. */
  daysLeft: number;
  /** Said after that day, or not said and the day has passed. */
  isLate: boolean;
};

/**
 * The thirty days in which somebody must be told that their complaint has come. Weekends and holidays count; the law would let a last
 * day move to the next working day, and saying it earlier harms nobody. Looking into it begins at once and has no such number: without
 * undue delay. An answer is an acknowledgement too.
 * @param acknowledgedOn the day on which it was said, or answered
 */
export function complaintClock(receivedOn: string, acknowledgedOn: string | null, todayOn: string): ComplaintClock {
  const by = Temporal.PlainDate.from(receivedOn).add({ days: acknowledgeDays });
  const daysLeft = Temporal.PlainDate.from(todayOn).until(by, { largestUnit: 'days' }).days;
  const at = Temporal.PlainDate.from(acknowledgedOn ?? todayOn);
  return { acknowledgeByOn: by.toString(), daysLeft, isLate: Temporal.PlainDate.compare(at, by) > 0 };
}

/** @returns the state after an act, or null where it cannot be done any more */
export function afterComplaintAct(state: ComplaintState, act: ComplaintAct): ComplaintState | null {
  if (state === 'answered' || state === 'withdrawn') return null;
  switch (act) {
    case 'acknowledge':
      return state === 'received' ? 'acknowledged' : null;
    case 'note':
      return state;
    case 'tell-progress':
      return 'acknowledged';
    case 'answer':
      return 'answered';
    case 'withdraw':
      return 'withdrawn';
  }
}

type Regulator = { name: string; address: string; telephone: string; web: string; office: string | null };

const commissioner = {
  name: 'Information Commissioner',
  address: 'Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF',
  telephone: '0303 123 1113',
  web: 'https://ico.org.uk/make-a-complaint',
} as const;
/** One regulator for the three nations, whom anybody may go to at any time. */
export const regulators: Record<string, Regulator> = {
  'england-and-wales': { ...commissioner, office: null },
  scotland: { ...commissioner, office: 'There is an office in Edinburgh.' },
  'northern-ireland': { ...commissioner, office: 'There is an office in Belfast.' },
};
export const regulatorOf = (nation: string): Regulator => regulators[nation] ?? { ...commissioner, office: null };
