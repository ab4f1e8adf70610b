import type { Nation } from './clause.ts';

export type Sourced = {
  source: string /** null: nobody has held it against its source yet. */;
  checkedOn: string | null;
};

/** Ages, and who decides what at which: data of a nation. Nothing in the code knows an age by itself. */
export type NationRules = {
  /** From here on somebody is taken to be able to agree to therapy by themselves. */
  ownAgreement: Sourced & { age: number };
  /** A child no longer in law. */
  adult: Sourced & { age: number };
  /** Below the first age: the test by which somebody may still agree by themselves, and who makes it. */
  underAge: Sourced & {
    test: string;
    asks: readonly string[];
    madeBy: string /** The same to the young person, in our agreement with them. */;
    said: string;
  };
  /** The law on those who cannot decide, and from which age it holds. */
  capacity: Sourced & { law: string; fromAge: number };
  /** Who may agree for somebody who cannot yet. */
  guardian: Sourced & { called: string };
  /** From here on a young person is taken to understand a choice about their own data; null: it is asked of each. */
  dataChoices: Sourced & { presumedFromAge: number | null };
  /** Birthdays at which what was agreed is asked again of the person themselves. */
  askAgainAt: readonly number[];
};

const readOn = '2026-11-24';
const asked = [
  'What the work is, and what it is for',
  'What could be hard about it',
  'What else there is',
  'What may follow if they do, and if they do not',
  'That the choice is theirs, and nobody pushes them',
] as const;

export const nationRules: Record<Nation, NationRules> = {
  'england-and-wales': {
    ownAgreement: {
      age: 16,
      source: 'Family Law Reform Act 1969 s.8; Mental Capacity Act 2005 s.1(2)',
      checkedOn: readOn,
    },
    adult: { age: 18, source: 'Family Law Reform Act 1969 s.1', checkedOn: null },
    underAge: {
      test: 'Gillick competence',
      asks: asked,
      madeBy: 'the therapist who does the work, decision by decision',
      said: 'If you are younger, {therapist} looks with you at what it means. If you see that well, you can still say yes by yourself.',
      source: 'Gillick v West Norfolk and Wisbech Area Health Authority [1985] UKHL 7',
      checkedOn: readOn,
    },
    capacity: {
      law: 'Mental Capacity Act 2005',
      fromAge: 16,
      source: 'Mental Capacity Act 2005 ss.1–3',
      checkedOn: readOn,
    },
    guardian: { called: 'parental responsibility', source: 'Children Act 1989 ss.2–3', checkedOn: null },
    dataChoices: { presumedFromAge: null, source: 'UK GDPR: the child’s own understanding decides', checkedOn: readOn },
    askAgainAt: [16, 18],
  },
  scotland: {
    ownAgreement: { age: 16, source: 'Age of Legal Capacity (Scotland) Act 1991 s.1', checkedOn: readOn },
    adult: { age: 16, source: 'Age of Legal Capacity (Scotland) Act 1991 s.1', checkedOn: readOn },
    underAge: {
      test: 'understanding of the nature and possible consequences',
      asks: asked,
      madeBy:
        'for treatment in law a qualified medical practitioner; a therapist writes down their own view, and takes advice',
      said: 'If you are younger, {therapist} looks with you at what it is and what may come of it. {therapist} may ask a doctor what they think as well. If you see it well, you can still say yes.',
      source: 'Age of Legal Capacity (Scotland) Act 1991 s.2(4)',
      checkedOn: readOn,
    },
    capacity: {
      law: 'Adults with Incapacity (Scotland) Act 2000',
      fromAge: 16,
      source: 'Adults with Incapacity (Scotland) Act 2000 s.1(6)',
      checkedOn: readOn,
    },
    guardian: {
      called: 'parental responsibilities and rights',
      source: 'Children (Scotland) Act 1995 ss.1–2',
      checkedOn: null,
    },
    dataChoices: { presumedFromAge: 12, source: 'Data Protection Act 2018 s.208', checkedOn: readOn },
    askAgainAt: [16],
  },
  'northern-ireland': {
    ownAgreement: { age: 16, source: 'Age of Majority Act (Northern Ireland) 1969 s.4', checkedOn: null },
    adult: { age: 18, source: 'Age of Majority Act (Northern Ireland) 1969 s.1', checkedOn: null },
    underAge: {
      test: 'Gillick competence',
      asks: asked,
      madeBy: 'the therapist who does the work, decision by decision',
      said: 'If you are younger, {therapist} looks with you at what it means. If you see that well, you can still say yes by yourself.',
      source: 'Gillick v West Norfolk and Wisbech Area Health Authority [1985] UKHL 7, followed at common law',
      checkedOn: null,
    },
    capacity: {
      law: 'Mental Capacity Act (Northern Ireland) 2016, in force in part, and common law',
      fromAge: 16,
      source: 'Mental Capacity Act (Northern Ireland) 2016',
      checkedOn: null,
    },
    guardian: {
      called: 'parental responsibility',
      source: 'Children (Northern Ireland) Order 1995 arts.5–6',
      checkedOn: null,
    },
    dataChoices: { presumedFromAge: null, source: 'UK GDPR: the child’s own understanding decides', checkedOn: readOn },
    askAgainAt: [16, 18],
  },
};
