import { randomUUID } from 'node:crypto';
import { callerOf } from './calls.ts';
import { makeInput, type Slot } from './inputs.ts';
import { type Procedure, procedures } from './procedures.ts';
import { type Actor, canary, type TwoPractices } from './two-practices.ts';

type Typed = {
  /** Procedure and field, as a sweep of the schemas names it: `staff enquiries.triage.note`. */
  field: string;
  /** Where the words must lie afterwards, sealed. */
  column: string;
  type: (say: Say, words: string) => Promise<unknown>;
};
type Filled = { column: string; fill: (say: Say) => Promise<unknown> };

const tab = (seq = 1) => ({ tabId: randomUUID(), seq });

/** Each clinical field of each procedure, with the call that brings what is typed there to its row. */
export const typedFields: readonly Typed[] = [
  ...(['brings', 'needs'] as const).flatMap((name) => [
    {
      field: `client enquiries.make.enquiry.${name}`,
      column: `enquiry.${name}_sealed`,
      type: (say: Say, words: string) => say.made('client', 'enquiries.make', null, { [name]: words }),
    },
    {
      field: `staff enquiries.add.enquiry.${name}`,
      column: `enquiry.${name}_sealed`,
      type: (say: Say, words: string) => say.made('staff', 'enquiries.add', say.staff('bethan'), { [name]: words }),
    },
  ]),
  {
    field: 'staff enquiries.triage.note',
    column: 'enquiry.triage_note_sealed',
    type: async (say, words) => {
      const enquiryId = await say.id(
        "SELECT id FROM enquiry WHERE practice_id = $1 AND state = 'new' ORDER BY id LIMIT 1",
      );
      const given = { enquiryId, decision: 'suitable', note: words, referredTo: null };
      await say.made('staff', 'enquiries.triage', say.staff('ruth'), {}, given);
    },
  },
  {
    field: 'staff allocation.declineOffer.privateWords',
    column: 'offer.private_reason_sealed',
    type: async (say, words) => {
      const [row] = await say.rows(
        "SELECT id, therapist_id FROM offer WHERE practice_id = $1 AND state = 'held' LIMIT 1",
      );
      const given = { offerId: row?.id, hasConflictOfRole: false, privateWords: words };
      await say.made('staff', 'allocation.declineOffer', say.therapist(row?.therapist_id), {}, given);
    },
  },
  {
    field: 'client agreements.talk.words',
    column: 'agreement_talk.words_sealed',
    type: async (say, words) =>
      say.it('client', 'agreements.talk', await say.signer(), {
        packId: await say.openPack(),
        clauseId: null,
        words,
        key: randomUUID(),
      }),
  },
  ...(['pace', 'whenStuck'] as const).flatMap((name) => {
    const said = (words: string) => ({ pace: '', whenStuck: '', [name]: words });
    return [
      {
        field: `staff agreements.send.frame.howWeWork.${name}`,
        column: 'agreement_pack.how_we_work_sealed',
        type: async (say: Say, words: string) => {
          const clientId = say.client('amira').id;
          const tomos = say.staff('tomos');
          const { episodeId, frame, participants } = await say.it('staff', 'agreements.prepare', tomos, { clientId });
          const channels = Object.fromEntries(participants.map((one: { clientId: string }) => [one.clientId, 'paper']));
          const given = { clientId, episodeId, channels, frame: { ...frame, howWeWork: said(words) } };
          await say.it('staff', 'agreements.send', tomos, given);
        },
      },
      {
        field: `staff agreements.changeHowWeWork.howWeWork.${name}`,
        column: 'agreement_pack.how_we_work_sealed',
        type: async (say: Say, words: string) => {
          // One signer's each, so that neither is written over by the other.
          const [row] = await say.rows(`SELECT a.id, p.client_id FROM working_agreement a
            JOIN agreement_pack p ON p.practice_id = a.practice_id AND p.working_agreement_id = a.id
            JOIN staff_member t ON t.practice_id = a.practice_id AND t.id = a.therapist_id AND t.short_name = 'Tomos H.'
            JOIN allocation l ON l.practice_id = a.practice_id AND l.episode_id = a.episode_id AND l.therapist_id = t.id AND l.until_at IS NULL
            WHERE a.practice_id = $1 AND a.state = 'agreed' AND p.client_id <> $2 ORDER BY a.id, p.id OFFSET ${name === 'pace' ? 0 : 3} LIMIT 1`);
          const given = { clientId: row?.client_id, agreementId: row?.id, howWeWork: said(words) };
          await say.it('staff', 'agreements.changeHowWeWork', say.staff('tomos'), given);
        },
      },
    ];
  }),
  {
    field: 'client checkIns.save.answers.note',
    column: 'check_in.answers_sealed',
    type: async (say, words) => {
      const { checkInId, client } = await say.openCheckIn();
      const answers = { bond: 0, goals: 0, tasks: 0, whole: 0, note: words, audience: 'therapist' };
      await say.it('client', 'checkIns.save', client, { checkInId, answers });
    },
  },
  {
    field: 'client checkIns.writeWish.words',
    column: 'session_wish.words_sealed',
    type: async (say, words) =>
      say.it('client', 'checkIns.writeWish', say.client('amira'), {
        sessionId: await say.session('s.starts_at > $3'),
        words,
      }),
  },
  ...(['propose', 'proposeMine'] as const).map((act) => {
    const isMine = act === 'proposeMine';
    return {
      field: `${isMine ? 'client' : 'staff'} goals.${act}.words`,
      column: 'goal.words_sealed',
      type: (say: Say, words: string) =>
        isMine
          ? say.it('client', 'goals.proposeMine', say.client('amira'), { words })
          : say.it('staff', 'goals.propose', say.staff('tomos'), { clientId: say.client('amira').id, words }),
    };
  }),
  ...(['change', 'changeMine'] as const).map((act) => {
    const isMine = act === 'changeMine';
    return {
      field: `${isMine ? 'client' : 'staff'} goals.${act}.words`,
      column: 'goal.words_sealed',
      type: async (say: Say, words: string) => {
        const goalId = await say.id(
          "SELECT id FROM goal WHERE practice_id = $1 AND client_id = $2 AND state IN ('proposed', 'agreed') ORDER BY id LIMIT 1",
        );
        const given = { goalId, act: 'reword', words };
        await (isMine
          ? say.it('client', 'goals.changeMine', say.client('amira'), given)
          : say.it('staff', 'goals.change', say.staff('tomos'), given));
      },
    };
  }),
  {
    field: 'staff alerts.acknowledge.action',
    column: 'risk_alert.action_sealed',
    type: async (say, action) => {
      const alertId = await say.id(
        "SELECT a.id FROM risk_alert a JOIN staff_member s ON s.id = a.holder_id WHERE a.practice_id = $1 AND a.state = 'open' AND s.short_name = 'Tomos H.' LIMIT 1",
      );
      await say.it('staff', 'alerts.read', say.staff('tomos'), { alertId });
      await say.it('staff', 'alerts.acknowledge', say.staff('tomos'), { alertId, action });
    },
  },
  {
    field: 'staff notes.save.words',
    column: 'session_note.words_sealed',
    type: async (say, words) =>
      say.it('staff', 'notes.save', say.staff('tomos'), {
        ...(await say.lastSession()),
        ...tab(),
        baseVersion: 0,
        words,
      }),
  },
  {
    field: 'staff notes.addendum.words',
    column: 'note_entry.words_sealed',
    type: async (say, words) => {
      const of = await say.lastSession(1);
      const tomos = say.staff('tomos');
      const kept = await say.it('staff', 'notes.save', tomos, {
        ...of,
        ...tab(),
        baseVersion: 0,
        words: 'To be signed.',
      });
      await say.it('staff', 'notes.sign', tomos, { ...of, version: kept.version, saveKey: randomUUID() });
      await say.it('staff', 'notes.addendum', tomos, { ...of, words, saveKey: randomUUID() });
    },
  },
  {
    field: 'staff notes.keepProcess.words',
    column: 'process_note.words_sealed',
    type: (say, words) =>
      say.it('staff', 'notes.keepProcess', say.staff('tomos'), {
        clientId: say.client('amira').id,
        processNoteId: null,
        ...tab(),
        baseVersion: 0,
        words,
      }),
  },
  {
    field: 'client rights.ask.words',
    column: 'rights_request.words_sealed',
    type: (say, words) =>
      say.it('client', 'rights.ask', say.client('amira'), { kind: 'correction', words, saveKey: randomUUID() }),
  },
  {
    field: 'staff rights.record.words',
    column: 'rights_request.words_sealed',
    type: async (say, words) => void (await say.request('access', words)),
  },
  {
    field: 'staff rights.step.words',
    column: 'rights_step.words_sealed',
    type: async (say, words) => {
      const { requestId } = await say.request('access');
      const given = { requestId, kind: 'clarification-asked', on: '2026-11-24', ground: null, words };
      await say.it('staff', 'rights.step', say.staff('carys'), given);
    },
  },
  {
    field: 'staff rights.answerCorrection.words',
    column: 'rights_step.words_sealed',
    type: (say, words) => say.correct(words, null),
  },
  {
    field: 'staff rights.answerCorrection.statement',
    column: 'correction_answer.statement_sealed',
    type: (say, words) => say.correct('It is done.', words),
  },
  {
    field: 'client rights.clarify.words',
    column: 'rights_step.words_sealed',
    type: async (say, words) => {
      const { requestId } = await say.request('access');
      const asks = { requestId, kind: 'clarification-asked', on: '2026-11-24', ground: null, words: 'Which years?' };
      await say.it('staff', 'rights.step', say.staff('carys'), asks);
      await say.it('client', 'rights.clarify', say.client('amira'), { requestId, words });
    },
  },
  {
    field: 'client complaints.make.words',
    column: 'complaint.words_sealed',
    type: (say, words) =>
      say.it('client', 'complaints.make', say.client('amira'), { words, aboutId: null, saveKey: randomUUID() }),
  },
  {
    field: 'staff complaints.record.words',
    column: 'complaint.words_sealed',
    type: (say, words) =>
      say.it('staff', 'complaints.record', say.staff('bethan'), {
        clientId: say.client('amira').id,
        receivedOn: '2026-11-23',
        channel: 'telephone',
        words,
        aboutId: null,
        saveKey: randomUUID(),
      }),
  },
  {
    field: 'staff complaints.act.words',
    column: 'complaint_step.words_sealed',
    type: async (say, words) => {
      const [row] = await say.rows(
        "SELECT id, handler_id FROM complaint WHERE practice_id = $1 AND state = 'received' ORDER BY id LIMIT 1",
      );
      const given = { complaintId: row?.id, act: 'acknowledge', words, outcome: null, saveKey: randomUUID() };
      await say.it('staff', 'complaints.act', say.therapist(row?.handler_id), given);
    },
  },
];

/** Sealed columns that take ticks, or what follows from them: no word can be typed there, and each is filled all the same. */
export const filledColumns: readonly Filled[] = [
  {
    column: 'agreement_pack.draft_sealed',
    fill: async (say) => {
      const given = { packId: await say.openPack(), answers: {}, noticeSeen: true };
      await say.it('client', 'agreements.saveDraft', await say.signer(), given);
    },
  },
  {
    column: 'alliance_signal.sentence_sealed',
    fill: async (say) => {
      const { checkInId, client } = await say.openCheckIn();
      await say.it('client', 'checkIns.submit', client, { checkInId });
    },
  },
  ...['administration.answers_sealed', 'risk_alert.answer_sealed'].map((column) => ({
    column,
    fill: (say: Say) =>
      say.it('staff', 'measures.enterPaper', say.staff('tomos'), {
        entryId: randomUUID(),
        clientId: say.client('amira').id,
        measureKey: 'phq-9',
        collection: 'paper',
        answeredOn: '2026-11-23',
        answers: [1, 1, 1, 1, 1, 1, 1, 1, 2],
      }),
  })),
  { column: 'correction_answer.told_sealed', fill: (say) => say.correct('It is done.', null) },
  {
    column: 'note_version.words_sealed',
    fill: async (say) => {
      const of = await say.lastSession();
      // A page that had not seen the words that are there.
      const given = { ...of, ...tab(), baseVersion: 0, words: `${canary} from another page` };
      await say.it('staff', 'notes.save', say.staff('tomos'), given);
    },
  },
  {
    column: 'away_message.words_sealed',
    fill: async (say) => {
      const carys = say.staff('carys');
      const staffId = await say.id("SELECT id FROM staff_member WHERE practice_id = $1 AND full_name LIKE 'Leila %'");
      const plan = { staffId, fromOn: '2026-11-26', untilOn: '2026-12-10' };
      const { seen } = await say.it('staff', 'absence.preview', carys, plan);
      const given = { ...plan, kind: 'leave', seen, offer: false, messages: [], coverId: null };
      await say.it('staff', 'absence.confirm', carys, given);
    },
  },
  {
    column: 'clinical_will.instructions_sealed',
    fill: (say) =>
      say.it('staff', 'wills.save', say.staff('niamh'), {
        firstTrusteeId: say.staff('ruth').id,
        secondTrusteeId: say.staff('gwen').id,
        instructions: `${canary} lies in the drawer`,
      }),
  },
  // A copy of what is sealed elsewhere too, for one mail; and what the machine itself makes.
  {
    column: 'outbox_mail.payload_sealed',
    fill: (say) => say.made('staff', 'account.inviteStaff', say.staff('carys'), {}),
  },
];

/** Sealed columns that no procedure writes in these tests, each with its reason. */
export const notTyped: Record<string, string> = {
  'break_glass.reason_sealed': 'no procedure breaks the glass yet',
  'sealed_file.bytes_sealed': 'a PDF that a job renders, a scan or strokes of a pen, proved where agreements are',
  'access_item.content_sealed': 'a copy of what is sealed elsewhere, proved where copies of records are',
  'access_item.marks_sealed': 'where somebody stands in such a copy, and why it was taken out; proved there too',
  'access_file.bytes_sealed': 'the file that a job makes of it, proved there too',
  'import_part.bytes_sealed': 'a file from another system, proved where people are brought in',
  'import_run.plan_sealed': 'what the words of such a file mean, proved there too',
  'import_run.found_sealed': 'what was found in it, proved there too',
  'retention_hold.reason_sealed': 'why a record is held, for managers and leads; proved where records are destroyed',
  'destruction.keep_reason_sealed': 'why a record is kept longer; proved there too',
  'destruction_certificate.bytes_sealed': 'a PDF that a job renders and that names nobody; proved there too',
  'seal_key.private_key_sealed': 'made once when a practice first starts',
};

type Row = Record<string, string>;
export type Say = ReturnType<typeof sayIn>;

/** How the table above speaks: over HTTP, with real sign-ins, and a refusal is a failure. */
export function sayIn(world: TwoPractices) {
  const { home, db } = world;
  const call = callerOf(world);
  const now = '2026-11-24T11:48:00Z';
  const procedureOf = (portal: 'staff' | 'client', path: string): Procedure => {
    const found = procedures.find((each) => each.portal === portal && each.path === path);
    if (!found) throw new Error(`There is no ${portal} ${path}`);
    return found;
  };
  const rows = async (text: string): Promise<Row[]> => {
    const values = [home.id, home.clients.amira?.id, now].slice(
      0,
      Math.max(...[...text.matchAll(/\$(\d)/g)].map(([, n]) => Number(n))),
    );
    return (await db.admin(text, values)).rows as Row[];
  };
  const id = async (text: string): Promise<string> => {
    const [row] = await rows(text);
    if (!row?.id) throw new Error(`The demonstration has no row for: ${text}`);
    return row.id;
  };
  const it = async (portal: 'staff' | 'client', path: string, actor: Actor | null, input: unknown) => {
    const { status, body } = await call(procedureOf(portal, path), input, actor);
    if (status !== 200) throw new Error(`${portal} ${path} answered ${status}: ${body}`);
    return JSON.parse(body).result.data;
  };
  const clientOf = (clientId: string | undefined): Actor => ({
    kind: 'client',
    label: 'client',
    id: clientId ?? '',
    practiceId: home.id,
  });
  const kept = new Map<string, Row>();
  const once = async (text: string): Promise<Row> => {
    const row = kept.get(text) ?? (await rows(text))[0];
    if (!row) throw new Error(`The demonstration has no row for: ${text}`);
    kept.set(text, row);
    return row;
  };
  const pack = () =>
    once(
      "SELECT id, client_id FROM agreement_pack WHERE practice_id = $1 AND state = 'sent' AND expires_at > '2026-11-24T11:48:00Z' ORDER BY id LIMIT 1",
    );
  return {
    rows,
    id,
    it,
    staff: (key: string) => home.staff[key] as Actor,
    client: (key: string) => home.clients[key] as Actor,
    therapist: (staffId: string | undefined): Actor => ({
      kind: 'staff',
      label: 'therapist',
      role: 'therapist',
      id: staffId ?? '',
      practiceId: home.id,
    }),
    /** An input made from the schema, these words in the fields of these names, then these values over it. */
    made: async (
      portal: 'staff' | 'client',
      path: string,
      actor: Actor | null,
      words: Record<string, string>,
      over: Record<string, unknown> = {},
    ) => {
      const atHome = ({ kind }: Slot) =>
        world.pool.of(kind).find(({ practiceId }) => practiceId === home.id)?.id ?? randomUUID();
      const said = (at: string) => words[at.split('.').at(-1) ?? ''];
      const { value } = await makeInput(procedureOf(portal, path), atHome, said);
      return it(portal, path, actor, { ...(value as object), ...over });
    },
    /** What Amira asks about her record, taken down by the manager. */
    request: (kind: string, words: string | null = null) =>
      it('staff', 'rights.record', home.staff.carys as Actor, {
        clientId: home.clients.amira?.id,
        kind,
        channel: 'telephone',
        receivedOn: '2026-11-23',
        words,
        saveKey: randomUUID(),
      }) as Promise<{ requestId: string }>,
    correct: async (words: string, statement: string | null) => {
      const { requestId } = (await it('staff', 'rights.record', home.staff.carys as Actor, {
        clientId: home.clients.amira?.id,
        kind: 'correction',
        channel: 'telephone',
        receivedOn: '2026-11-23',
        words: null,
        saveKey: randomUUID(),
      })) as { requestId: string };
      const outcome = statement === null ? 'corrected' : 'statement-kept';
      const given = { requestId, outcome, noteId: null, statement, words, told: [`${canary} has to be told`] };
      await it('staff', 'rights.answerCorrection', home.staff.tomos as Actor, given);
    },
    openPack: async () => (await pack()).id as string,
    signer: async () => clientOf((await pack()).client_id),
    openCheckIn: async () => {
      const row = await once(
        "SELECT id, client_id FROM check_in WHERE practice_id = $1 AND state = 'open' AND closes_at > '2026-11-24T11:48:00Z' ORDER BY id LIMIT 1",
      );
      return { checkInId: row.id as string, client: clientOf(row.client_id) };
    },
    session: async (where: string) =>
      id(`SELECT s.id FROM session s JOIN session_participant p ON p.practice_id = s.practice_id AND p.session_id = s.id
        WHERE s.practice_id = $1 AND p.client_id = $2 AND s.status = 'planned' AND ${where} ORDER BY s.starts_at LIMIT 1`),
    /** A session of Tomos's that was held and has no note yet; asked for by its number, it stays the same one. */
    lastSession: async (number = 0) => {
      const row = await once(`SELECT s.id, p.client_id, ${number} AS number FROM session s
          JOIN session_participant p ON p.practice_id = s.practice_id AND p.session_id = s.id
          JOIN staff_member t ON t.practice_id = s.practice_id AND t.id = s.therapist_id AND t.short_name = 'Tomos H.'
          JOIN allocation l ON l.practice_id = s.practice_id AND l.episode_id = s.episode_id AND l.therapist_id = t.id AND l.until_at IS NULL
        WHERE s.practice_id = $1 AND s.status = 'attended'
          AND NOT EXISTS (SELECT FROM session_note n WHERE n.practice_id = s.practice_id AND n.session_id = s.id)
        ORDER BY s.starts_at DESC, p.id LIMIT 1`);
      return { clientId: row.client_id as string, sessionId: row.id as string };
    },
  };
}
