import { type WorkingAgreement, type WorkingAgreementInput, workingAgreementSchema } from '@heather/confidentiality';

type Place = NonNullable<WorkingAgreementInput['place']>;
export type PlaceKind = Place['kind'];
export type DueWhen = 'before' | 'at-session' | 'within-days';
export type Method = WorkingAgreement['paymentTerms']['methods'][number];
export type Way = WorkingAgreement['contactBetweenSessions']['ways'][number];

/** What stands in the fields, as typed. Numbers are text until they are checked. */
export type FrameForm = {
  clientName: string;
  day: string;
  time: string;
  everyWeeks: string;
  lengthMinutes: string;
  plannedSessions: string;
  reviewEvery: string;
  placeKind: PlaceKind;
  roomName: string;
  roomAddress: string;
  roomAccess: string;
  whoRings: 'therapist' | 'client';
  fee: string;
  due: DueWhen;
  dueDays: string;
  methods: Method[];
  cancelHours: string;
  ways: Way[];
  answerDays: string;
  supervision: 'one-to-one' | 'group' | 'both';
  retentionYears: string;
  limits: string[];
  pace: string;
  whenStuck: string;
  gpName: string;
  gpContact: string;
  nearName: string;
  nearContact: string;
  nearRelation: string;
};

export function formOf(frame: WorkingAgreementInput): FrameForm {
  const { place, paymentTerms } = frame;
  const room = place.kind === 'room' ? place : undefined;
  return {
    clientName: frame.parties.client.name,
    day: String(frame.day),
    time: frame.time,
    everyWeeks: String(frame.everyWeeks),
    lengthMinutes: String(frame.lengthMinutes),
    plannedSessions: frame.plannedSessions === undefined ? '' : String(frame.plannedSessions),
    reviewEvery: String(frame.reviewEverySessions),
    placeKind: place.kind,
    roomName: room?.name ?? '',
    roomAddress: room?.address ?? '',
    roomAccess: room?.access ?? '',
    whoRings: place.kind === 'telephone' ? place.whoRings : 'therapist',
    fee: (frame.feePence / 100).toFixed(2),
    due: paymentTerms.due.when,
    dueDays: paymentTerms.due.when === 'within-days' ? String(paymentTerms.due.days) : '7',
    methods: [...paymentTerms.methods],
    cancelHours: String(frame.cancellationWindowHours),
    ways: [...frame.contactBetweenSessions.ways],
    answerDays: String(frame.contactBetweenSessions.answerWithinWorkingDays),
    supervision: frame.supervision.form,
    retentionYears: String(frame.notes.retentionYears),
    limits: [...frame.limits],
    pace: frame.howWeWork.pace,
    whenStuck: frame.howWeWork.whenStuck,
    gpName: frame.gp?.name ?? '',
    gpContact: frame.gp?.contact ?? '',
    nearName: frame.emergencyContact?.name ?? '',
    nearContact: frame.emergencyContact?.contact ?? '',
    nearRelation: frame.emergencyContact?.relation ?? '',
  };
}

/** Which field mends which part of the frame, and what to say. */
const fields: [path: RegExp, field: keyof FrameForm, message: string][] = [
  [/^parties/, 'clientName', 'Write the client’s name.'],
  [/^day/, 'day', 'Choose a day.'],
  [/^time/, 'time', 'Give the time, such as 17:30.'],
  [/^everyWeeks/, 'everyWeeks', 'Give weeks from 1 to 8.'],
  [/^lengthMinutes/, 'lengthMinutes', 'Give minutes from 10 to 240.'],
  [/^plannedSessions/, 'plannedSessions', 'Give a number of sessions, or leave it empty.'],
  [/^reviewEvery/, 'reviewEvery', 'Give a number from 1 to 52.'],
  [/^place\.address/, 'roomAddress', 'Write the address.'],
  [/^place/, 'roomName', 'Write the name of the room.'],
  [/^feePence/, 'fee', 'Give the fee in pounds, such as 45 or 45.50.'],
  [/^paymentTerms\.methods/, 'methods', 'Choose one way to pay at least.'],
  [/^paymentTerms/, 'dueDays', 'Give days from 1 to 60.'],
  [/^cancellation/, 'cancelHours', 'Give hours from 0 to 336.'],
  [/^contactBetween/, 'answerDays', 'Give working days from 1 to 20.'],
  [/^notes/, 'retentionYears', 'Give years from 1 to 30.'],
  [/^howWeWork\.pace/, 'pace', 'Shorten this to 400 characters.'],
  [/^howWeWork/, 'whenStuck', 'Shorten this to 400 characters.'],
  [/^gp/, 'gpName', 'Write the GP’s name.'],
  [/^emergency/, 'nearName', 'Write the person’s name.'],
];

export type ReadForm =
  | { ok: true; frame: WorkingAgreement }
  | { ok: false; errors: { field: keyof FrameForm; message: string }[] };

/** From the fields to the frame that is previewed and sent, by the schema that the server uses. */
export function readForm(form: FrameForm, base: WorkingAgreementInput): ReadForm {
  const number = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN);
  const pounds = /^£?(\d{1,5})(?:\.(\d{2}))?$/.exec(form.fee.trim());
  const place: WorkingAgreementInput['place'] =
    form.placeKind === 'room'
      ? {
          kind: 'room',
          name: form.roomName,
          address: form.roomAddress,
          ...(form.roomAccess.trim() && { access: form.roomAccess }),
        }
      : form.placeKind === 'online'
        ? { kind: 'online', joinOpensMinutes: 15 }
        : { kind: 'telephone', whoRings: form.whoRings };
  const { gp: _gp, emergencyContact: _near, plannedSessions: _planned, ...rest } = base;
  const read = workingAgreementSchema.safeParse({
    ...rest,
    parties: { ...base.parties, client: { name: form.clientName } },
    day: number(form.day),
    time: form.time,
    everyWeeks: number(form.everyWeeks),
    lengthMinutes: number(form.lengthMinutes),
    place,
    feePence: pounds ? Number(pounds[1]) * 100 + Number(pounds[2] ?? 0) : Number.NaN,
    paymentTerms: {
      ...base.paymentTerms,
      due: form.due === 'within-days' ? { when: form.due, days: number(form.dueDays) } : { when: form.due },
      methods: form.methods,
    },
    cancellationWindowHours: number(form.cancelHours),
    contactBetweenSessions: { ways: form.ways, answerWithinWorkingDays: number(form.answerDays) },
    limits: form.limits,
    supervision: { form: form.supervision },
    notes: { retentionYears: number(form.retentionYears) },
    reviewEverySessions: number(form.reviewEvery),
    ...(form.plannedSessions.trim() && { plannedSessions: number(form.plannedSessions) }),
    howWeWork: { pace: form.pace, whenStuck: form.whenStuck },
    ...((form.gpName.trim() || form.gpContact.trim()) && { gp: { name: form.gpName, contact: form.gpContact } }),
    ...((form.nearName.trim() || form.nearContact.trim()) && {
      emergencyContact: {
        name: form.nearName,
        contact: form.nearContact,
        ...(form.nearRelation.trim() && { relation: form.nearRelation }),
      },
    }),
  });
  if (read.success) return { ok: true, frame: read.data };
  const errors = new Map<string, { field: keyof FrameForm; message: string }>();
  for (const issue of read.error.issues) {
    const path = issue.path.join('.');
    const known = fields.find(([pattern]) => pattern.test(path));
    if (known) errors.set(known[1], { field: known[1], message: known[2] });
    else errors.set(path, { field: 'clientName', message: `Something is not right: ${path}.` });
  }
  return { ok: false, errors: [...errors.values()] };
}
