// Names that columns have in other systems' files, as foldHeader leaves them.

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

export type Asked = { field: Field; label: string; headers: readonly string[] };

const named = (names: string): string[] => names.split(' ');

const who: readonly Asked[] = [
  {
    field: 'reference',
    label: 'The other system’s number for the client',
    headers: named(
      'clientid patientid clientnumber patientnumber clientref clientreference patientref reference ref id clientcode casenumber uniqueid externalid patientreference personid clientno patientno',
    ),
  },
  {
    field: 'fullName',
    label: 'Whole name',
    headers: named('name fullname client patient clientname patientname contactname clientfullname'),
  },
  {
    field: 'firstName',
    label: 'First name',
    headers: named('firstname forename givenname forenames givennames first clientfirstname patientfirstname'),
  },
  {
    field: 'lastName',
    label: 'Last name',
    headers: named('lastname surname familyname last clientlastname clientsurname patientlastname'),
  },
  {
    field: 'bornOn',
    label: 'Date of birth',
    headers: named('dateofbirth dob birthdate birthday born clientdob patientdob dateofbirthdob'),
  },
];

const therapist: Asked = {
  field: 'therapist',
  label: 'Therapist',
  headers: named(
    'therapist practitioner clinician counsellor provider staff assignedto therapistname practitionername cliniciannames keyworker primarytherapist primaryclinician psychotherapist professional therapistemail',
  ),
};

export const perKind: Record<ImportKind, readonly Asked[]> = {
  clients: [
    ...who,
    { field: 'knownAs', label: 'Known as', headers: named('knownas preferredname preferredfirstname nickname') },
    { field: 'pronouns', label: 'Pronouns', headers: named('pronouns pronoun preferredpronouns') },
    {
      field: 'email',
      label: 'E-mail',
      headers: named('email emailaddress mail clientemail primaryemail patientemail'),
    },
    {
      field: 'mobile',
      label: 'Mobile telephone',
      headers: named('mobile mobilephone mobilenumber cell cellphone mobiletelephone mobilephonenumber mobileno'),
    },
    {
      field: 'telephone',
      label: 'Telephone',
      headers: named('telephone phone phonenumber tel telephonenumber homephone landline hometelephone contactnumber'),
    },
    {
      field: 'address',
      label: 'Postal address',
      headers: named('address postaladdress homeaddress fulladdress addressfull'),
    },
    {
      field: 'language',
      label: 'Language',
      headers: named('language preferredlanguage firstlanguage spokenlanguage'),
    },
    {
      field: 'state',
      label: 'Whether they still come',
      headers: named('status state clientstatus active casestatus patientstatus'),
    },
    therapist,
    {
      field: 'since',
      label: 'Client since',
      headers: named(
        'since startdate clientsince registered dateregistered createdat created datecreated firstseen opened dateadded referraldate registrationdate firstappointment',
      ),
    },
  ],
  sessions: [
    ...who,
    {
      field: 'ownReference',
      label: 'The other system’s number for the session',
      headers: named(
        'appointmentid sessionid bookingid appointmentnumber sessionnumber appointmentref bookingreference bookingref',
      ),
    },
    {
      field: 'date',
      label: 'Day',
      headers: named(
        'date sessiondate appointmentdate day startdate start starts starttime startsat datetime appointmentstart when dateandtime bookingdate',
      ),
    },
    {
      field: 'time',
      label: 'Time it began',
      headers: named('time starttime sessiontime appointmenttime timestart begin begins'),
    },
    {
      field: 'end',
      label: 'Time it ended',
      headers: named('end endtime ends endsat finish finishtime timeend appointmentend'),
    },
    {
      field: 'minutes',
      label: 'Length',
      headers: named(
        'length duration minutes durationminutes mins lengthminutes durationmins sessionlength appointmentlength',
      ),
    },
    {
      field: 'status',
      label: 'What became of it',
      headers: named('status attendance outcome attended appointmentstatus sessionstatus state arrival'),
    },
    therapist,
    {
      field: 'place',
      label: 'Where',
      headers: named('place location mode venue format delivery medium where'),
    },
  ],
  scores: [
    ...who,
    {
      field: 'measure',
      label: 'Measure',
      headers: named('measure questionnaire form instrument tool assessment scale outcomemeasure measurename formname'),
    },
    {
      field: 'date',
      label: 'Day it was filled in',
      headers: named(
        'date completed datecompleted completedon completedat scoredate assessmentdate submitted submittedat measuredate administered dateadministered sessiondate',
      ),
    },
    {
      field: 'total',
      label: 'Total',
      headers: named('total score totalscore sum result clinicalscore overallscore'),
    },
  ],
};

const mostItems = 34;
export const itemFields: readonly Asked[] = Array.from({ length: mostItems }, (_, index) => {
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
