type Plan = {
  kind: 'insurer' | 'employer' | 'person';
  name: string;
  address: string;
  ourReference: string | null;
  bankReference: string;
  /** The last so many sessions are theirs. */
  sessions: number;
  /** Sessions left of the limit; below nothing: so many beyond it. Null: no limit. */
  left: number | null;
  /** Charges that they have not yet paid. */
  unpaid: number;
  terms: {
    share: 'whole' | 'fixed' | 'percent';
    sharePence?: number;
    sharePoints?: number;
    authorisation?: string;
    memberReference?: string;
    shownAs?: 'initials' | 'name' | 'reference';
    datesAgreed?: boolean;
    /** That they were told of the limit already: no mail waits here. */
    warned?: 'near' | 'reached';
  };
};

const northgate = {
  kind: 'insurer',
  name: 'Northgate Health',
  address: 'Claims, PO Box 12, Derby DE1 9ZZ',
  ourReference: 'PRV 20418',
} as const;

/** Who else pays at Fern Row, by whose client: one limit near, one passed, an employer's half, a partner's fixed part. */
export const otherPayers: Record<string, Plan> = {
  elis: {
    ...northgate,
    bankReference: 'NG 8841 FERN',
    sessions: 7,
    left: 1,
    unpaid: 3,
    terms: {
      share: 'whole',
      authorisation: 'NGH-50112',
      memberReference: 'M 7730021',
      shownAs: 'initials',
      datesAgreed: true,
      warned: 'near',
    },
  },
  hollie: {
    ...northgate,
    bankReference: 'NG 8907 FERN',
    sessions: 8,
    left: -2,
    unpaid: 2,
    terms: {
      share: 'whole',
      authorisation: 'NGH-49880',
      memberReference: 'M 7715540',
      datesAgreed: true,
      warned: 'reached',
    },
  },
  marek: {
    kind: 'employer',
    name: 'Calder Valley Council',
    address: 'Accounts payable, Town Hall, Calder HX7 0AA',
    ourReference: 'SUP-3391',
    bankReference: 'CVC 3391',
    sessions: 10,
    left: 4,
    unpaid: 2,
    terms: { share: 'percent', sharePoints: 5000, authorisation: 'PO 118822' },
  },
  beth: {
    kind: 'person',
    name: 'Daniel Okafor',
    address: '4 Weir Street, Leeds LS1 1AB',
    ourReference: null,
    bankReference: 'OKAFOR D',
    sessions: 6,
    left: null,
    unpaid: 1,
    terms: { share: 'fixed', sharePence: 2000, shownAs: 'name' },
  },
  lottie: {
    kind: 'person',
    name: 'Grace Whitlock',
    address: '11 Orchard Close, Harrogate HG1 1AB',
    ourReference: null,
    bankReference: 'WHITLOCK G',
    sessions: 5,
    left: null,
    unpaid: 1,
    terms: { share: 'fixed', sharePence: 500, shownAs: 'name', datesAgreed: true },
  },
  callum: {
    kind: 'employer',
    name: 'Calder Valley Council',
    address: 'Accounts payable, Town Hall, Calder HX7 0AA',
    ourReference: 'SUP-3391',
    bankReference: 'CVC 3391',
    sessions: 4,
    left: 6,
    unpaid: 2,
    terms: { share: 'percent', sharePoints: 5000, authorisation: 'PO 118901' },
  },
};
