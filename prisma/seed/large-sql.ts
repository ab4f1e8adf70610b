/** What ten therapists of the large practice are made from. */
export type Block = {
  practiceId: string;
  /** Index of the first of them among all. */
  first: number;
  therapistIds: string[];
  roomIds: (string | null)[];
  managerId: string;
  /** Version rows of agreement, notice and optional consents, and their hashes. */
  versions: string[];
  hashes: string[];
  /** As agreements keep it; day and time are each client's own. */
  frame: object;
  mondayOn: string;
  now: string;
};

type Statement = { text: string; values: unknown[] };

const firstNames =
  'Ada Ben Cara Dan Effie Finn Gwen Hal Isla Jon Kaya Leo Mina Ned Olive Pia Rafi Seren Tam Una Viv Wyn Yara Zac'.split(
    ' ',
  );
const lastNames =
  'Abbot Barlow Clough Dyson Entwistle Firth Greenwood Haigh Ibbotson Jagger Kershaw Lumb Mallinson Naylor Ogden Pickering Ramsden Sutcliffe Thackray Uttley Varley Wadsworth Yewdall'.split(
    ' ',
  );

// A uuid from a number: in order, so that indexes grow at their end. `kind` keeps the tables apart.
const id = (kind: number, number: string) =>
  `('018e0000-${kind.toString(16).padStart(4, '0')}-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const client = id(1, 'n');
const episode = id(2, 'n');
const series = id(3, 'n');
const agreement = id(4, 'n');
const pack = id(5, 'n');
const session = id(6, 'place * 200 + week');

const times = "ARRAY['09:00', '10:10', '11:20', '13:30', '14:40']::time[]";
const firstWeek = 'turn * 50';
const localStart = (week: string) => `(monday + (${week} - 174) * 7 + s / 5) + (${times})[s % 5 + 1]`;
const startsAt = (week: string) => `((${localStart(week)}) AT TIME ZONE 'Europe/London')`;

/** One row a client: therapist, room, the place in the week (s, 0 to 24), whose turn (0 to 3), and a number of their own. */
const people = `WITH person AS (
  SELECT $1::uuid AS practice_id, $2::timestamptz AS now, $3::date AS monday, t.therapist_id, t.room_id, s, turn, ($6::int + t.nth::int - 1) * 25 + s AS place,
    (($6::int + t.nth::int - 1) * 25 + s) * 4 + turn AS n
  FROM unnest($4::uuid[], $5::uuid[]) WITH ORDINALITY AS t (therapist_id, room_id, nth), generate_series(0, 24) AS s, generate_series(0, 3) AS turn)`;
const active = `${people} , active AS (SELECT * FROM person WHERE turn = 3)`;

const sessions = `${people}, meeting AS (
  SELECT person.*, week, ${startsAt('week')} AS starts_at, (n * 7 + week * 13) % 100 AS roll
  FROM person, generate_series(0, 199) AS week WHERE week / 50 = turn)`;
const status = `CASE WHEN starts_at + interval '50 minutes' > now THEN 'planned' WHEN roll < 88 THEN 'attended' WHEN roll < 92 THEN 'cancelled-in-time'
  WHEN roll < 95 THEN 'cancelled-late' WHEN roll < 98 THEN 'did-not-attend' ELSE 'cancelled-by-us' END`;
const words = (list: readonly string[]) => `(ARRAY[${list.map((word) => `'${word}'`).join(', ')}])`;
const first = `${words(firstNames)}[n % ${firstNames.length} + 1]`;
const last = `${words(lastNames)}[(n / ${firstNames.length}) % ${lastNames.length} + 1]`;
const kindOfPlace = "CASE WHEN room_id IS NULL THEN 'online' ELSE 'room' END";
const recently = "week BETWEEN 154 AND 173 AND turn = 3 AND roll < 88 AND starts_at + interval '50 minutes' <= now";

// Each statement of the block with the same six values: practice, now, Monday, therapists, rooms, index of the first.
const plain: string[] = [
  `${people} INSERT INTO client (practice_id, id, first_name, last_name, short_name, name_search, nation, state, created_at)
   SELECT practice_id, ${client}, ${first}, ${last}, ${first} || ' ' || left(${last}, 1) || '.', lower(${first} || ' ' || ${last}), 'england-and-wales',
     CASE WHEN turn = 3 THEN 'active' ELSE 'ended' END, ${startsAt(firstWeek)} - interval '30 days' FROM person`,
  `${people} INSERT INTO safe_contact (practice_id, client_id, email, email_is_safe, prefers)
   SELECT practice_id, ${client}, 'client-' || n || '@post.example', true, 'email' FROM person`,
  `${people} INSERT INTO episode (practice_id, id, kind, state, opened_at, ended_at)
   SELECT practice_id, ${episode}, 'individual', CASE WHEN turn = 3 THEN 'open' ELSE 'ended' END, ${startsAt(firstWeek)} - interval '7 days',
     CASE WHEN turn < 3 THEN ${startsAt(`${firstWeek} + 49`)} END FROM person`,
  `${people} INSERT INTO episode_participant (practice_id, episode_id, client_id, joined_at)
   SELECT practice_id, ${episode}, ${client}, ${startsAt(firstWeek)} - interval '7 days' FROM person`,
  `${people} INSERT INTO allocation (practice_id, episode_id, therapist_id, reason, from_at, until_at)
   SELECT practice_id, ${episode}, therapist_id, 'offer-agreed', ${startsAt(firstWeek)} - interval '7 days',
     CASE WHEN turn < 3 THEN ${startsAt(`${firstWeek} + 49`)} END FROM person`,
  `${people} INSERT INTO series (practice_id, id, episode_id, therapist_id, room_id, place_kind, starts_local, zone, length_minutes, every_weeks, fee_pence, state, until_on)
   SELECT practice_id, ${series}, ${episode}, therapist_id, room_id, ${kindOfPlace}, to_char(${localStart(firstWeek)}, 'YYYY-MM-DD"T"HH24:MI'),
     'Europe/London', 50, 1, 5500, CASE WHEN turn = 3 THEN 'active' ELSE 'ended' END, CASE WHEN turn < 3 THEN (${localStart(`${firstWeek} + 49`)})::date END FROM person`,
  `${sessions} INSERT INTO session (practice_id, id, episode_id, series_id, occurrence_key, therapist_id, room_id, place_kind, starts_at, ends_at, zone, status, number, fee_pence)
   SELECT practice_id, ${session}, ${episode}, ${series}, to_char(${localStart('week')}, 'YYYY-MM-DD"T"HH24:MI'), therapist_id, room_id, ${kindOfPlace},
     starts_at, starts_at + interval '50 minutes', 'Europe/London', ${status}, week % 50 + 1, 5500 FROM meeting ORDER BY place, week`,
  `${sessions} INSERT INTO session_participant (practice_id, session_id, client_id, starts_at)
   SELECT practice_id, ${session}, ${client}, starts_at FROM meeting ORDER BY place, week`,
  `${sessions} INSERT INTO occupied (practice_id, kind, resource_id, session_id, starts_at, ends_at)
   SELECT practice_id, kind, resource_id, ${session}, starts_at, starts_at + interval '50 minutes' FROM meeting,
     LATERAL (VALUES ('therapist', therapist_id), ('room', room_id), ('client', ${client})) AS taken (kind, resource_id)
   WHERE resource_id IS NOT NULL AND starts_at + interval '50 minutes' > now ORDER BY place, week`,
  `${sessions} INSERT INTO ledger_entry (practice_id, client_id, session_id, kind, pence, reason, method, at)
   SELECT practice_id, ${client}, ${session}, 'charge', 5500, 'session', 'none', starts_at FROM meeting WHERE ${recently}`,
  `${sessions} INSERT INTO administration (practice_id, client_id, episode_id, session_id, measure_key, definition_version, due_at, closes_at, state, collection,
     saved_at, submitted_at, total, is_case, missing, prorated)
   SELECT practice_id, ${client}, ${episode}, ${session}, 'core-10', 'core-10@1', starts_at - interval '2 days', starts_at + interval '50 minutes', 'submitted', 'online',
     starts_at - interval '1 day', starts_at - interval '1 day', total, total >= 11, 0, false
   FROM (SELECT *, greatest(0, 24 - (week - 154) / 2 + n % 7 - 3) AS total FROM meeting) AS meeting WHERE ${recently}`,
  `${sessions} INSERT INTO check_in (practice_id, client_id, episode_id, session_id, therapist_id, definition_version, due_at, closes_at, state, audience)
   SELECT practice_id, ${client}, ${episode}, ${session}, therapist_id, 'check-in@1', starts_at + interval '50 minutes', starts_at + interval '7 days',
     CASE WHEN roll < 10 THEN 'not-today' ELSE 'closed' END, 'therapist' FROM meeting WHERE ${recently}`,
];

/** As a literal of SQL. */
const text = (words: string) => `'${words.replaceAll("'", "''")}'`;

/** The agreement of everybody in therapy: agreed, each of the five optional consents answered, no signature. */
function agreements({ managerId, versions, hashes, frame }: Block): string[] {
  const [agreementVersion, noticeVersion, consentsVersion] = versions.map((version) => `'${version}'::uuid`);
  const at = "starts_at - interval '5 days'";
  const record = (index: number) => id(7, `n * 4 + ${index}`);
  const start = `(SELECT active.*, ${startsAt(firstWeek)} AS starts_at FROM active) AS active`;
  const kinds = ['working-agreement', 'privacy-notice', 'optional-consents'];
  const event = (index: number, seq: number, type: string, clauseId: string | null = null) =>
    `SELECT practice_id, ${record(index)}, ${client}, ${seq}, ${type}, ${clauseId ?? 'NULL'}, 'online', 'client', ${client}::text, ${at} FROM ${start}`;
  const items = ['gp-contact', 'recording', 'supervision-named', 'answers-without-name', 'content-in-messages'];
  return [
    `${active} INSERT INTO working_agreement (practice_id, id, episode_id, number, template_version_id, therapist_id, frame, frame_sha256, state, created_at, agreed_at)
     SELECT practice_id, ${agreement}, ${episode}, 1, ${agreementVersion}, therapist_id, ${text(JSON.stringify(frame))}::jsonb || jsonb_build_object('day', s / 5 + 1, 'time', to_char((${times})[s % 5 + 1], 'HH24:MI')), repeat('0', 64), 'agreed', ${at}, ${at} FROM ${start}`,
    `${active} INSERT INTO agreement_pack (practice_id, id, episode_id, working_agreement_id, client_id, notice_version_id, consents_version_id, requested_by_id, channel, state, sent_at, expires_at)
     SELECT practice_id, ${pack}, ${episode}, ${agreement}, ${client}, ${noticeVersion}, ${consentsVersion}, '${managerId}'::uuid, 'online', 'signed', ${at}, ${at} + interval '14 days' FROM ${start}`,
    ...kinds.map(
      (
        kind,
        index,
      ) => `${active} INSERT INTO consent_record (practice_id, id, pack_id, client_id, template_version_id, kind, content_sha256, rendered, language, nation, collection_method, receipt_number, created_at)
     SELECT practice_id, ${record(index)}, ${pack}, ${client}, '${versions[index]}'::uuid, '${kind}', '${hashes[index]}', '[]', 'en-GB', 'england-and-wales', 'online', 'L' || (n * 4 + ${index}), ${at} FROM ${start}`,
    ),
    `${active} INSERT INTO consent_event (practice_id, record_id, client_id, seq, type, clause_id, channel, actor_kind, actor_id, at)
     ${[
       event(0, 1, "'requested'"),
       event(0, 2, "'given'"),
       event(1, 1, "'requested'"),
       event(1, 2, "'acknowledged'"),
       event(2, 1, "'requested'"),
       ...items.map((item, index) =>
         event(
           2,
           2 + index,
           `CASE WHEN (n + ${index}) % 2 = 0 THEN 'item-given' ELSE 'item-declined' END`,
           `'consent.${item}'`,
         ),
       ),
     ].join('\n UNION ALL ')}`,
  ];
}

/** The statements that fill one block, in the order of their foreign keys. */
export function blockStatements(block: Block): Statement[] {
  const values = [block.practiceId, block.now, block.mondayOn, block.therapistIds, block.roomIds, block.first];
  return [...plain, ...agreements(block)].map((text) => ({ text, values }));
}
