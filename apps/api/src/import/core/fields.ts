/** What a file may be of. */
export const importKinds = ['clients', 'sessions', 'scores'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What Heather looks for in a column. `item:n` is the n-th item of a measure's form. */
export type Field =
  | 'reference'
  | 'fullName'
  | 'firstName'
  | 'lastName'
  | 'knownAs'
  | 'pronouns'
  | 'bornOn'
  | 'email'
  | 'telephone'
  | 'mobile'
  | 'address'
  | 'language'
  | 'state'
  | 'therapist'
  | 'since'
  | 'ownReference'
  | 'date'
  | 'time'
  | 'end'
  | 'minutes'
  | 'status'
  | 'place'
  | 'measure'
  | 'total'
  | `item:${number}`;

type Asked = { field: Field; label: string; headers: readonly string[] };

const who: readonly Asked[] = [
  {
    field: 'reference',
    label: 'The other system’s number for the client',
    headers: [
      'clientid',
      'patientid',
      'clientnumber',
      'patientnumber',
      'clientref',
      'clientreference',
      'patientref',
      'reference',
      'ref',
      'id',
      'clientcode',
      'casenumber',
      'uniqueid',
      'externalid',
      'patientreference',
      'personid',
      'clientno',
      'patientno',
    ],
  },
  {
    field: 'fullName',
    label: 'Whole name',
    headers: ['name', 'fullname', 'client', 'patient', 'clientname', 'patientname', 'contactname', 'clientfullname'],
  },
  {
    field: 'firstName',
    label: 'First name',
    headers: [
      'firstname',
      'forename',
      'givenname',
      'forenames',
      'givennames',
      'first',
      'clientfirstname',
      'patientfirstname',
    ],
  },
  {
    field: 'lastName',
    label: 'Last name',
    headers: ['lastname', 'surname', 'familyname', 'last', 'clientlastname', 'clientsurname', 'patientlastname'],
  },
  {
    field: 'bornOn',
    label: 'Date of birth',
    headers: ['dateofbirth', 'dob', 'birthdate', 'birthday', 'born', 'clientdob', 'patientdob', 'dateofbirthdob'],
  },
];

const therapist: Asked = {
  field: 'therapist',
  label: 'Therapist',
  headers: [
    'therapist',
    'practitioner',
    'clinician',
    'counsellor',
    'provider',
    'staff',
    'assignedto',
    'therapistname',
    'practitionername',
    'cliniciannames',
    'keyworker',
    'primarytherapist',
    'primaryclinician',
    'psychotherapist',
    'professional',
    'therapistemail',
  ],
};

const perKind: Record<ImportKind, readonly Asked[]> = {
  clients: [
    ...who,
    { field: 'knownAs', label: 'Known as', headers: ['knownas', 'preferredname', 'preferredfirstname', 'nickname'] },
    { field: 'pronouns', label: 'Pronouns', headers: ['pronouns', 'pronoun', 'preferredpronouns'] },
    {
      field: 'email',
      label: 'E-mail',
      headers: ['email', 'emailaddress', 'mail', 'clientemail', 'primaryemail', 'patientemail'],
    },
    {
      field: 'mobile',
      label: 'Mobile telephone',
      headers: [
        'mobile',
        'mobilephone',
        'mobilenumber',
        'cell',
        'cellphone',
        'mobiletelephone',
        'mobilephonenumber',
        'mobileno',
      ],
    },
    {
      field: 'telephone',
      label: 'Telephone',
      headers: [
        'telephone',
        'phone',
        'phonenumber',
        'tel',
        'telephonenumber',
        'homephone',
        'landline',
        'hometelephone',
        'contactnumber',
      ],
    },
    {
      field: 'address',
      label: 'Postal address',
      headers: ['address', 'postaladdress', 'homeaddress', 'fulladdress', 'addressfull'],
    },
    {
      field: 'language',
      label: 'Language',
      headers: ['language', 'preferredlanguage', 'firstlanguage', 'spokenlanguage'],
    },
    {
      field: 'state',
      label: 'Whether they still come',
      headers: ['status', 'state', 'clientstatus', 'active', 'casestatus', 'patientstatus'],
    },
    therapist,
    {
      field: 'since',
      label: 'Client since',
      headers: [
        'since',
        'startdate',
        'clientsince',
        'registered',
        'dateregistered',
        'createdat',
        'created',
        'datecreated',
        'firstseen',
        'opened',
        'dateadded',
        'referraldate',
        'registrationdate',
        'firstappointment',
      ],
    },
  ],
  sessions: [
    ...who,
    {
      field: 'ownReference',
      label: 'The other system’s number for the session',
      headers: [
        'appointmentid',
        'sessionid',
        'bookingid',
        'appointmentnumber',
        'sessionnumber',
        'appointmentref',
        'bookingreference',
        'bookingref',
      ],
    },
    {
      field: 'date',
      label: 'Day',
      headers: [
        'date',
        'sessiondate',
        'appointmentdate',
        'day',
        'startdate',
        'start',
        'starts',
        'starttime',
        'startsat',
        'datetime',
        'appointmentstart',
        'when',
        'dateandtime',
        'bookingdate',
      ],
    },
    {
      field: 'time',
      label: 'Time it began',
      headers: ['time', 'starttime', 'sessiontime', 'appointmenttime', 'timestart', 'begin', 'begins'],
    },
    {
      field: 'end',
      label: 'Time it ended',
      headers: ['end', 'endtime', 'ends', 'endsat', 'finish', 'finishtime', 'timeend', 'appointmentend'],
    },
    {
      field: 'minutes',
      label: 'Length',
      headers: [
        'length',
        'duration',
        'minutes',
        'durationminutes',
        'mins',
        'lengthminutes',
        'durationmins',
        'sessionlength',
        'appointmentlength',
      ],
    },
    {
      field: 'status',
      label: 'What became of it',
      headers: [
        'status',
        'attendance',
        'outcome',
        'attended',
        'appointmentstatus',
        'sessionstatus',
        'state',
        'arrival',
      ],
    },
    therapist,
    {
      field: 'place',
      label: 'Where',
      headers: ['place', 'location', 'mode', 'venue', 'format', 'delivery', 'medium', 'where'],
    },
  ],
  scores: [
    ...who,
    {
      field: 'measure',
      label: 'Measure',
      headers: [
        'measure',
        'questionnaire',
        'form',
        'instrument',
        'tool',
        'assessment',
        'scale',
        'outcomemeasure',
        'measurename',
        'formname',
      ],
    },
    {
      field: 'date',
      label: 'Day it was filled in',
      headers: [
        'date',
        'completed',
        'datecompleted',
        'completedon',
        'completedat',
        'scoredate',
        'assessmentdate',
        'submitted',
        'submittedat',
        'measuredate',
        'administered',
        'dateadministered',
        'sessiondate',
      ],
    },
    {
      field: 'total',
      label: 'Total',
      headers: ['total', 'score', 'totalscore', 'sum', 'result', 'clinicalscore', 'overallscore'],
    },
  ],
};

export const mostItems = 34;
const itemFields: readonly Asked[] = Array.from({ length: mostItems }, (_, index) => {
  const number = index + 1;
  const heads = [
    'q',
    'question',
    'item',
    'phq',
    'phq9',
    'gad',
    'gad7',
    'core10',
    'coreom',
    'ypcore',
    'pcl5',
    'core',
    'answer',
  ];
  return { field: `item:${number}`, label: `Answer ${number}`, headers: heads.map((head) => `${head}${number}`) };
});

export function fieldsOf(kind: ImportKind): readonly Asked[] {
  return kind === 'scores' ? [...perKind.scores, ...itemFields] : perKind[kind];
}

/** Which column holds what, by its place in the line from 0. */
export type Columns = Partial<Record<Field, number>>;

/** A column's name as it is compared: letters and digits, PHQ-9 item 1 → phq9item1. */
export const foldHeader = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/**
 * What the columns' names say by themselves. A name that stands there twice, or that could be two things, is left to the person, and so
 * is everything that nobody has a word for.
 */
export function guessColumns(kind: ImportKind, header: readonly string[]): Columns {
  const names = header.map(foldHeader);
  const columns: Columns = {};
  const taken = new Set<number>();
  for (const { field, headers } of fieldsOf(kind)) {
    for (const wanted of headers) {
      const at = names.flatMap((name, index) => (name === wanted || name === `client${wanted}` ? [index] : []));
      const [only] = at;
      if (at.length !== 1 || only === undefined || taken.has(only)) continue;
      columns[field] = only;
      taken.add(only);
      break;
    }
  }
  // One cell with the whole name says less than two with its halves.
  if (columns.firstName !== undefined && columns.lastName !== undefined) delete columns.fullName;
  return columns;
}

/** What has to be there before a line can be read: each is one column or another. */
export function missingFields(kind: ImportKind, columns: Columns, plan: { measure: string | null }): Field[][] {
  const has = (field: Field) => columns[field] !== undefined;
  const missing: Field[][] = [];
  const isNamed = has('fullName') || (has('firstName') && has('lastName'));
  if (kind === 'clients') return isNamed ? [] : [['firstName', 'lastName'], ['fullName']];
  if (!has('reference') && !(isNamed && has('bornOn')))
    missing.push(['reference'], ['firstName', 'lastName', 'bornOn']);
  if (!has('date')) missing.push(['date']);
  if (kind === 'sessions' && !has('status')) missing.push(['status']);
  if (kind === 'scores') {
    if (!has('measure') && plan.measure === null) missing.push(['measure']);
    if (!has('total') && !has('item:1')) missing.push(['total']);
  }
  return missing;
}
