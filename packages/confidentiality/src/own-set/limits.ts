import type { LimitClause, Nation } from '../clause.ts';

/** Read against public summaries of the law on this day. Not legal advice: a practice has its own adviser read them. */
const readOn = '2026-11-23';
const everyone = { who: 'everyone' } as const;
const some = (note: string) => ({ who: 'some', note }) as const;

type Local = Record<Nation, { text: string; source: string }>;

const child: Local = {
  'england-and-wales': {
    text: 'If we think a child is being harmed, or may be, {therapist} may tell the council’s child care team. This is so even if it was told to us in trust.',
    source:
      'Children Act 1989 ss.17 and 47; Working Together to Safeguard Children (England); Wales Safeguarding Procedures',
  },
  scotland: {
    text: 'If we think a child is being harmed, or may be, {therapist} may tell the council’s social work team or the police. This is so even if it was told to us in trust.',
    source: 'Children (Scotland) Act 1995; National Guidance for Child Protection in Scotland',
  },
  'northern-ireland': {
    text: 'If we think a child is being harmed, or may be, {therapist} may tell the Gateway team of the health trust. This is so even if it was told to us in trust.',
    source:
      'Children (Northern Ireland) Order 1995; Co-operating to Safeguard Children and Young People in Northern Ireland',
  },
};

const adult: Local = {
  'england-and-wales': {
    text: 'Some adults need care and cannot keep themselves safe. If we think that such a person is being harmed, {therapist} may tell the council.',
    source: 'Care Act 2014 ss.42–46 (England); Social Services and Well-being (Wales) Act 2014 Part 7',
  },
  scotland: {
    text: 'Some adults cannot keep themselves or their things safe. If we think that such a person is being harmed, {therapist} may tell the council.',
    source: 'Adult Support and Protection (Scotland) Act 2007 ss.3–10',
  },
  'northern-ireland': {
    text: 'Some adults need care and cannot keep themselves safe. If we think that such a person is being harmed, {therapist} may tell the health trust.',
    source: 'Adult Safeguarding: Prevention and Protection in Partnership (Northern Ireland, 2015)',
  },
};

const court: Local = {
  'england-and-wales': {
    text: 'A court can order us to show notes or to speak. We tell you first, if the law lets us. We give no more than the order asks for.',
    source: 'Civil Procedure Rules 31 and 34; Criminal Procedure (Attendance of Witnesses) Act 1965 s.2',
  },
  scotland: {
    text: 'A court can order us to show notes or to speak. We tell you first, if the law lets us. We give no more than the order asks for.',
    source: 'Administration of Justice (Scotland) Act 1972 s.1; citation of witnesses and specification of documents',
  },
  'northern-ireland': {
    text: 'A court can order us to show notes or to speak. We tell you first, if the law lets us. We give no more than the order asks for.',
    source: 'Rules of the Court of Judicature (Northern Ireland) 1980: subpoena and discovery',
  },
};

const road: Local = {
  'england-and-wales': { text: '', source: 'Road Traffic Act 1988 s.172(2)(b)' },
  scotland: { text: '', source: 'Road Traffic Act 1988 s.172(2)(b)' },
  'northern-ireland': { text: '', source: 'Road Traffic (Northern Ireland) Order 1995 art.177' },
};

type Draft = Omit<LimitClause, 'kind' | 'under' | 'clauseId' | 'summary' | 'nations'> & {
  id: string;
  nations?: Nation[];
};

/** What the law lets each be done for, and who may hear. */
const safety = {
  purpose: 'Keep somebody from serious harm',
  lawfulBasis: 'vital-interests',
  healthCondition: 'substantial-public-interest',
} as const;
const duty = { lawfulBasis: 'legal-obligation', healthCondition: 'substantial-public-interest' } as const;

function drafts(nation: Nation): Draft[] {
  return [
    {
      id: 'serious-harm',
      ...safety,
      recipients: ['GP', 'crisis team', 'police'],
      heading: 'Someone may be badly hurt',
      text: 'If {therapist} thinks that you or someone else may be badly hurt or killed, {therapist} may tell someone who can help. That could be your GP, a crisis team or the police.',
      source:
        'Public interest at common law (W v Egdell [1990] Ch 359); BACP Good Practice in Action 014, discretionary disclosure',
      checkedOn: readOn,
      binds: everyone,
    },
    {
      id: 'child-at-risk',
      ...safety,
      recipients: ['the council or health trust', 'police'],
      heading: 'A child may be harmed',
      ...child[nation],
      checkedOn: readOn,
      binds: everyone,
    },
    {
      id: 'adult-at-risk',
      ...safety,
      recipients: ['the council or health trust'],
      heading: 'An adult cannot keep safe',
      ...adult[nation],
      checkedOn: readOn,
      binds: everyone,
    },
    {
      id: 'court-order',
      ...duty,
      purpose: 'Obey an order of a court',
      recipients: ['the court and those it names'],
      heading: 'A court orders it',
      ...court[nation],
      checkedOn: readOn,
      binds: everyone,
    },
    {
      id: 'terrorism',
      ...duty,
      purpose: 'Tell of terrorism as the law asks',
      recipients: ['police'],
      heading: 'There is a plan for a terror attack',
      text: 'If {therapist} learns of a plan for a terror attack, or who did one, the law says to tell the police at once. It may not let {therapist} tell you first.',
      source: 'Terrorism Act 2000 ss.38B and 39',
      checkedOn: readOn,
      binds: everyone,
    },
    {
      id: 'road-crime',
      ...duty,
      purpose: 'Say who drove, as the law asks',
      recipients: ['police'],
      heading: 'The police ask who drove',
      text: 'After a road crime, the police can ask who drove. If {therapist} knows, {therapist} has to say.',
      source: road[nation].source,
      checkedOn: nation === 'northern-ireland' ? null : readOn,
      binds: everyone,
    },
    {
      id: 'serious-crime-known',
      ...duty,
      purpose: 'Tell of a serious crime as the law asks',
      recipients: ['police'],
      nations: ['northern-ireland'],
      heading: 'A serious crime has been done',
      text: 'Here the law asks all who know of a serious crime to tell the police in fair time. There can be a good reason not to. This law holds for {therapist} too.',
      source: 'Criminal Law Act (Northern Ireland) 1967 s.5',
      checkedOn: null,
      binds: everyone,
    },
    {
      id: 'claim-or-complaint',
      lawfulBasis: 'legitimate-interests',
      healthCondition: 'legal-claims',
      purpose: 'Answer a claim or a complaint',
      recipients: ['lawyer', 'insurer', 'professional body'],
      heading: 'You make a claim or a complaint',
      text: 'If you make a claim or a complaint, we may use what we need to answer it. It may go to a lawyer, to those who insure us, or to {body}.',
      source: 'Establishment, exercise or defence of legal claims: UK GDPR art. 9(2)(f)',
      checkedOn: readOn,
      binds: everyone,
    },
    {
      id: 'cover',
      lawfulBasis: 'legitimate-interests',
      healthCondition: 'health-care',
      purpose: 'Reach clients when their therapist cannot',
      recipients: ['the person named for it'],
      heading: '{therapist} cannot work',
      text: 'If {therapist} is ill or dies, one named person at {practice} may look up how to reach you. They see no more than they need, and it is put on record.',
      source: 'Practice rule: cover and break-glass access',
      checkedOn: readOn,
      binds: everyone,
    },
    {
      id: 'fgm',
      ...duty,
      purpose: 'Tell of it as the law asks',
      recipients: ['police'],
      nations: ['england-and-wales'],
      heading: 'A girl has been cut',
      text: 'A girl under 18 may tell {therapist} that she has been cut (FGM). Then the law says to tell the police.',
      source: 'Female Genital Mutilation Act 2003 s.5B',
      checkedOn: readOn,
      binds: some(
        'Binds regulated health and social care professionals and teachers. Most counsellors are neither; turn it on for those who are.',
      ),
    },
    {
      id: 'child-sex-crime',
      ...duty,
      purpose: 'Tell of it as the law asks',
      recipients: ['police', 'the council'],
      nations: ['england-and-wales'],
      heading: 'A sex crime against a child',
      text: 'Someone may tell {therapist} of a sex crime against a child. Then the law says to tell the police or the council.',
      source: 'Crime and Policing Bill (2025), duty to report child sex offences, England',
      checkedOn: readOn,
      binds: some(
        'England only, for those in regulated activity with children. Not seen to be in force when last read: check before you turn it on.',
      ),
    },
    {
      id: 'crime-money',
      ...duty,
      purpose: 'Report it as the law asks',
      recipients: ['National Crime Agency'],
      heading: 'Money from crime',
      text: 'If {therapist} learns of money that comes from crime, the law may say to report it. It may not let {therapist} tell you.',
      source: 'Proceeds of Crime Act 2002 ss.330 and 333A',
      checkedOn: readOn,
      binds: some(
        'The duty to report binds the regulated sector (banks, lawyers in property work and the like). Counselling is not in it.',
      ),
    },
    {
      id: 'prevent',
      ...duty,
      purpose: 'Ask for help that keeps somebody from terrorism',
      recipients: ['the local team'],
      nations: ['england-and-wales', 'scotland'],
      heading: 'Someone is being drawn into terror',
      text: '{therapist} may think that someone is being drawn into terror. Then {therapist} may ask a team for help that works to stop this.',
      source: 'Counter-Terrorism and Security Act 2015 s.26 and Sch.6',
      checkedOn: null,
      binds: some(
        'Binds named public bodies such as schools, colleges, the NHS and councils, and those who work for them. Not a private practice.',
      ),
    },
  ];
}

/** The limits of confidentiality for a nation, each worded and citable by itself. */
export function limitClauses(nation: Nation): LimitClause[] {
  return drafts(nation)
    .filter((draft) => draft.nations === undefined || draft.nations.includes(nation))
    .map(({ id, nations: _nations, ...rest }) => ({
      kind: 'limit',
      clauseId: `limit.${id}`,
      under: 'private',
      summary: rest.heading,
      ...rest,
    }));
}
