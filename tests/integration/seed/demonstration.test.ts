import { orderWaitingList } from '@heather/allocation';
import { verifyChain } from '@heather/audit';
import { checkFrame, nothingSaid, workingAgreementSchema } from '@heather/confidentiality';
import { type ConsentEvent, isPayloadIntact, statusFromEvents } from '@heather/consent';
import { type Demonstration, makeDemonstration, seedDemonstration } from '@heather/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

const now = Temporal.Instant.from('2026-11-24T11:48:00Z');
const seed = 7;

let database: TestDatabase;
let made: Demonstration;
let practiceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  made = makeDemonstration({ seed, now });
  ({ practiceId } = await seedDemonstration(database.worker, database.vault, { seed, now }));
});
afterAll(() => database.drop());

const rows = async <T>(text: string, values: unknown[] = []) => (await database.admin(text, values)).rows as T[];

/** Words that the demonstration leaves to others, each for a reason. */
const notSeeded = new Set([
  // one practice, in one nation
  'practice.nation',
  // one therapist is responsible beside the practice
  'party_rule.controller',
  'party_rule.keeper',
  // one template of each kind, and one clinical lead
  'template.kind',
  'staff_role.role=clinical-lead',
  // three rungs
  'ladder_rung.title',
  // nobody under eighteen
  'person_around.kind=guardian',
  // links to a page of one's own come with a mail, and no mail waits here
  'signing_link.purpose=portal',
  // mail that waits would leave by itself
  'outbox_mail.state=queued',
  'outbox_mail.state=sending',
  'outbox_mail.state=failed',
  // one that was placed is a session like another
  'series_gap.state=placed',
  // sealing is the worker's
  'sealed_file.kind',
  // a mistake, and a whole withdrawal at once, have not happened here
  'consent_event.type=corrected',
  'consent_event.type=withdrawn',
  // what somebody refused, took back or left unanswered when they signed leaves the line as it was
  'agreement_change.state=refused',
  'agreement_change.state=withdrawn',
  'agreement_change.state=lapsed',
  'consent_event.channel=spoken',
  'consent_record.collection_method=spoken',
  'signature.method=spoken',
  // the word of waivers before they had their own; contrary lines of outcomes and limits come with acts that nobody took back here
  'ledger_entry.reason=waiver',
  'ledger_entry.reason=not-held',
  'ledger_entry.reason=put-right',
  'ledger_entry.reason=beyond-limit',
  // hours here are open to every way of meeting; a night's backup and two records of one person belong to days that a practice has
  'availability.place_kind',
  'backup_run.kind',
  'backup_run.state',
  'backup_run.reason',
  'client_merge.contact',
  // what people ask about their records comes seldom, and nobody has read one to answer it yet
  'rights_step.ground=unfounded',
  'rights_step.ground=excessive',
  'rights_step.ground=identity-not-shown',
  'rights_step.ground=not-wrong',
  'rights_step.ground=several-requests',
  'clinical_read.purpose=rights',
  'access_pack.state',
  'correction_answer.outcome',
  'access_item.decision',
  'access_item.ground',
  // people were brought in once, long ago: files, lines and what came in of them are a practice's own
  'import_run.kind',
  'import_run.state',
  'imported_row.kind',
  'import_erased.kind',
  'administration.collection=imported',
  'enquiry.source=imported',
  // a rule holds in the practice's own nation; what was decided is destroyed and stopped by the worker
  'retention_rule.nation',
  'destruction.state=confirmed',
  'destruction.state=destroyed',
  'destruction.stopped_by',
  'client.state=erased',
  // how an absence and a will end, and what became of ringing people, belong to days that a practice has
  'time_away.kind',
  'time_away.state',
  'away_session.state',
  'away_session.status_before',
  'away_time.state',
  'away_message.occasion',
  'away_message.route',
  'away_message.state',
  'cover.reads',
  'will_opening.reason',
  'will_opening.state',
  'clinical_read.purpose=clinical-will',
  // warnings are the worker's
  'payment_arrangement.warned',
  // refusals and errors are no history worth showing
  'audit_event.outcome=denied',
  'audit_event.outcome=error',
  'audit_event.actor_kind=anonymous',
]);

test('every word that a column may hold is held at least twice', async () => {
  const checks = await rows<{ table: string; text: string }>(
    `SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS text FROM pg_constraint
     WHERE contype = 'c' AND conname LIKE '%\\_words' AND connamespace = 'public'::regnamespace`,
  );
  expect(checks.length).toBeGreaterThan(40);
  const missing: string[] = [];
  for (const { table, text } of checks) {
    const column = /\(\(*"?(\w+)"?/.exec(text.replace('CHECK ', ''))?.[1] as string;
    const words = [...text.matchAll(/'([^']+)'/g)].map((match) => match[1] as string);
    if (notSeeded.has(`${table}.${column}`)) continue;
    const found = await rows<{ word: string; count: number }>(
      `SELECT ${column} AS word, count(*)::int AS count FROM ${table} GROUP BY 1`,
    );
    for (const word of words) {
      const count = found.find((row) => row.word === word)?.count ?? 0;
      if (count < 2 && !notSeeded.has(`${table}.${column}=${word}`))
        missing.push(`${table}.${column}=${word}: ${count}`);
    }
  }
  expect(missing).toEqual([]);
});

test('every pattern of a series and every open prompt occurs at least twice', async () => {
  const [patterns] = await rows<Record<string, number>>(`SELECT
    count(*) FILTER (WHERE every_weeks = 1)::int AS weekly, count(*) FILTER (WHERE every_weeks = 2)::int AS fortnightly,
    count(*) FILTER (WHERE every_weeks > 2)::int AS rarer, count(*) FILTER (WHERE count IS NOT NULL)::int AS counted,
    count(*) FILTER (WHERE until_on IS NOT NULL AND state = 'active')::int AS dated,
    count(*) FILTER (WHERE count IS NULL AND until_on IS NULL)::int AS open FROM series`);
  const at = now.toString();
  const [prompts] = await rows<Record<string, number>>(
    `SELECT
    (SELECT count(*) FROM administration WHERE state = 'open' AND closes_at > $1)::int AS measures_open,
    (SELECT count(*) FROM administration WHERE state = 'begun' AND closes_at > $1)::int AS measures_begun,
    (SELECT count(*) FROM check_in WHERE state = 'open' AND closes_at > $1)::int AS check_ins_open,
    (SELECT count(*) FROM check_in WHERE state = 'begun' AND closes_at > $1)::int AS check_ins_begun,
    (SELECT count(*) FROM agreement_pack WHERE state IN ('sent', 'talking') AND expires_at > $1)::int AS to_sign,
    (SELECT count(*) FROM offer WHERE state = 'offered-to-client' AND held_until > $1)::int AS to_answer,
    (SELECT count(*) FROM enquiry WHERE state = 'new')::int AS to_triage,
    (SELECT count(*) FROM risk_alert WHERE state = 'open')::int AS alerts,
    (SELECT count(*) FROM alliance_signal s WHERE NOT EXISTS (SELECT FROM talked_about t WHERE t.subject_id = s.id))::int AS to_talk_about,
    (SELECT count(*) FROM goal WHERE state = 'proposed')::int AS goals_to_agree,
    (SELECT count(*) FROM session WHERE status = 'moved' AND starts_at > $1)::int AS moved_ahead`,
    [at],
  );
  for (const [name, count] of Object.entries({ ...patterns, ...prompts }))
    expect.soft(count, name).toBeGreaterThanOrEqual(2);
});

describe('nobody is in two places', () => {
  const taking = "('planned', 'moved', 'attended', 'did-not-attend')";
  test.each([
    ['therapist', 'therapist_id'],
    ['room', 'room_id'],
  ])('no %s has two sessions at once, past or to come', async (_name, column) => {
    const clashes =
      await rows(`SELECT a.id, b.id FROM session a JOIN session b ON a.${column} = b.${column} AND a.id < b.id
      AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.status IN ${taking} AND b.status IN ${taking}`);
    expect(clashes).toEqual([]);
  });

  test('no client has two sessions at once', async () => {
    const clashes = await rows(`SELECT a.id, b.id FROM session a JOIN session_participant p ON p.session_id = a.id
      JOIN session_participant q ON q.client_id = p.client_id JOIN session b ON b.id = q.session_id AND a.id < b.id
      AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.status IN ${taking} AND b.status IN ${taking}`);
    expect(clashes).toEqual([]);
  });

  test('every session to come takes the time of its therapist, its room and each client, and no other does', async () => {
    const wrong = await rows(
      `SELECT s.id, s.status FROM session s LEFT JOIN occupied o ON o.session_id = s.id AND o.active
       AND o.starts_at = s.starts_at AND o.ends_at = s.ends_at GROUP BY s.practice_id, s.id
       HAVING count(o.id) <> CASE WHEN s.status IN ('planned', 'moved') AND s.ends_at > $1
         THEN 1 + (s.room_id IS NOT NULL)::int + (SELECT count(*) FROM session_participant p WHERE p.session_id = s.id) ELSE 0 END`,
      [now.toString()],
    );
    expect(wrong).toEqual([]);
  });

  test('every open offer holds its place, and no other offer does', async () => {
    const wrong =
      await rows(`SELECT f.id FROM offer f LEFT JOIN occupied o ON o.offer_id = f.id GROUP BY f.practice_id, f.id
      HAVING (count(o.id) > 0) <> (f.state IN ('held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client'))`);
    expect(wrong).toEqual([]);
  });

  test('the database refuses a second session at a taken time', async () => {
    const [taken] = await rows<{ resource_id: string }>("SELECT * FROM occupied WHERE kind = 'therapist' LIMIT 1");
    await expect(
      database.admin(
        `INSERT INTO occupied (practice_id, kind, resource_id, session_id, starts_at, ends_at)
         SELECT practice_id, kind, resource_id, session_id, starts_at + interval '5 minutes', ends_at FROM occupied WHERE resource_id = $1 LIMIT 1`,
        [taken?.resource_id],
      ),
    ).rejects.toThrow('occupied_once');
  });
});

test('one seed and one instant give the same rows; another seed gives others', () => {
  const again = makeDemonstration({ seed, now });
  expect(again.ground.rows).toEqual(made.ground.rows);
  expect(again.ground.events).toEqual(made.ground.events);
  const other = makeDemonstration({ seed: seed + 1, now });
  expect(other.ground.rows.client[0]?.id).not.toBe(made.ground.rows.client[0]?.id);
});

test('every sealed text opens at its place and says what was put in', async () => {
  const columns = await rows<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name LIKE '%\\_sealed'`,
  );
  const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  let opened = 0;
  await database.worker.runAs({ kind: 'worker', practiceId }, async () => {
    const vault = database.vault.scope(database.worker.prisma, practiceId);
    for (const { table, column } of columns) {
      const said =
        (made.ground.rows as unknown as Record<string, Record<string, { clear: string; clientId: string | null }>[]>)[
          camel(table)
        ] ?? [];
      const clear = new Map(said.map((row) => [row.id as unknown as string, row[camel(column)]]));
      for (const row of await rows<{ id: string; sealed: Buffer }>(
        `SELECT id, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL`,
      )) {
        const expected = clear.get(row.id);
        const text = await vault.open(expected?.clientId ?? null, { table, column, rowId: row.id }, row.sealed);
        if (text !== expected?.clear) throw new Error(`${table}.${column} opens to something else`);
        opened += 1;
      }
    }
  });
  expect(opened).toBeGreaterThan(500);
});

test('the state of every pack is what its records fold to', async () => {
  const events = await rows<{
    pack_id: string;
    state: string;
    kind: string;
    events: (ConsentEvent & { recordId: string })[];
  }>(
    `SELECT p.id AS pack_id, p.state, r.kind, json_agg(json_build_object('recordId', e.record_id, 'seq', e.seq, 'type', e.type,
       'clauseId', e.clause_id, 'channel', e.channel, 'actorKind', e.actor_kind, 'actorId', e.actor_id, 'at', e.at) ORDER BY e.seq) AS events
     FROM agreement_pack p JOIN consent_record r ON r.pack_id = p.id JOIN consent_event e ON e.record_id = r.id GROUP BY p.practice_id, p.id, r.practice_id, r.id`,
  );
  const allowed: Record<string, Record<string, string[]>> = {
    'working-agreement': {
      sent: ['requested', 'presented'],
      talking: ['presented'],
      signed: ['given', 'countersigned'],
      declined: ['declined'],
      expired: ['lapsed'],
      cancelled: ['lapsed'],
      superseded: ['superseded'],
    },
    'privacy-notice': {
      sent: ['requested', 'presented'],
      talking: ['presented'],
      signed: ['acknowledged'],
      declined: ['lapsed'],
      expired: ['lapsed'],
      cancelled: ['lapsed'],
      superseded: ['superseded'],
    },
    'optional-consents': {
      sent: ['requested', 'presented'],
      talking: ['presented'],
      signed: ['given', 'declined', 'withdrawn', 'partly-withdrawn'],
      declined: ['lapsed'],
      expired: ['lapsed'],
      cancelled: ['lapsed'],
      superseded: ['superseded'],
    },
  };
  expect(events.length).toBeGreaterThan(100);
  for (const { state, kind, events: own } of events) {
    expect.soft(allowed[kind]?.[state], `${kind} of a ${state} pack`).toContain(statusFromEvents(own));
    expect.soft(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => index + 1));
    expect
      .soft(
        own.every(({ at }, index) => index === 0 || at >= (own[index - 1]?.at ?? '')),
        `${kind} in order of time`,
      )
      .toBe(true);
  }
});

test('an agreement is agreed exactly when every signer and the therapist have signed it', async () => {
  const wrong =
    await rows(`SELECT a.id, a.state FROM working_agreement a LEFT JOIN agreement_pack p ON p.working_agreement_id = a.id
    GROUP BY a.practice_id, a.id HAVING (a.state = 'agreed') <> (count(p.id) > 0 AND bool_and(p.state = 'signed'
      AND (SELECT count(*) FROM signature s WHERE s.pack_id = p.id) = 2) AND NOT EXISTS (SELECT FROM episode e WHERE e.id = a.episode_id AND e.state = 'ended'))`);
  expect(wrong).toEqual([]);
});

test('every signature still says what its hash says, and every frame fits its wording', async () => {
  const signatures = await rows<{ payload: unknown; payload_sha256: string }>(
    'SELECT payload, payload_sha256 FROM signature',
  );
  expect(signatures.length).toBeGreaterThan(40);
  for (const { payload, payload_sha256 } of signatures) expect(isPayloadIntact(payload, payload_sha256)).toBe(true);
  const agreements = await rows<{ frame: object; how_we_work: null; template_version_id: string }>(
    'SELECT * FROM working_agreement',
  );
  const versions = Object.values(made.house.wordings).map(({ agreement }) => agreement);
  for (const { frame, how_we_work, template_version_id } of agreements) {
    expect(how_we_work).toBeNull();
    const version = versions.find(({ row }) => row.id === template_version_id)?.version;
    if (!version) throw new Error('an agreement from a wording that is not published');
    expect(checkFrame(version, workingAgreementSchema.parse({ ...frame, howWeWork: nothingSaid })).ok).toBe(true);
  }
});

test('the audit chain holds from its first event to its head', async () => {
  const actor = { kind: 'worker', practiceId } as const;
  const { events, head } = await database.worker.transaction(actor, async (tx) => ({
    events: await tx.auditEvent.findMany({ orderBy: { seq: 'asc' } }),
    head: await tx.auditHead.findFirstOrThrow(),
  }));
  const chained = events.map((event) => ({
    ...event,
    seq: Number(event.seq),
    occurredAt: event.occurredAt.toISOString(),
  }));
  expect(verifyChain(chained, { head: { seq: Number(head.seq), hash: head.hash } })).toEqual({ ok: true });
  expect((chained.at(-1)?.occurredAt ?? '') <= now.toString({ fractionalSecondDigits: 3 })).toBe(true);
});

test('eight wait, one past the limit; at least three can only be rung; the two of a couple share no address', async () => {
  const { waitingListEntry, safeContact, entryParticipant } = made.ground.rows;
  const waiting = waitingListEntry
    .filter(({ state }) => state === 'waiting')
    .map(({ id, sinceAt }) => ({ id, sinceAt: Temporal.Instant.from(sinceAt as string) }));
  const ordered = orderWaitingList(waiting, { now, zone: 'Europe/London', waitLimitDays: 42 });
  expect(ordered.map(({ waitingDays }) => waitingDays)).toEqual([47, 39, 31, 26, 18, 12, 9, 3]);
  expect(ordered.filter(({ isPastLimit }) => isPastLimit)).toHaveLength(1);
  expect(safeContact.filter(({ email, telephone }) => !email && telephone).length).toBeGreaterThanOrEqual(3);
  const addresses = safeContact.flatMap(({ email }) => (email ? [email] : []));
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(new Set(entryParticipant.map(({ clientId }) => clientId)).size).toBeGreaterThan(45);
});

describe('the demonstration therapist has a day, whatever day it is', () => {
  const days = Array.from({ length: 7 }, (_, day) => now.add({ hours: 24 * day }));
  // The Sunday of the clock change, a leap day, and hours at which nobody works.
  const odd = ['2027-03-28T09:10:00Z', '2028-02-29T15:59:59Z', '2026-11-25T02:30:00Z', '2026-12-31T23:45:00Z'].map(
    (at) => Temporal.Instant.from(at),
  );
  test.each([...days, ...odd].map((at) => [at.toString()]))('%s', (text) => {
    const at = Temporal.Instant.from(text);
    const { ground, house } = makeDemonstration({ seed, now: at });
    const today = at.toZonedDateTimeISO('Europe/London').toPlainDate();
    const local = (value: string | Date) => Temporal.Instant.from(value as string).toZonedDateTimeISO('Europe/London');
    const sessions = ground.rows.session
      .filter(
        ({ therapistId, startsAt, status }) =>
          therapistId === house.staff.tomos?.id &&
          local(startsAt).toPlainDate().equals(today) &&
          !status.startsWith('cancelled'),
      )
      .sort((a, b) => ((a.startsAt as string) < (b.startsAt as string) ? -1 : 1));
    expect(sessions).toHaveLength(5);
    const hour = at.toZonedDateTimeISO('Europe/London').hour;
    if (hour >= 9 && hour < 19) {
      expect(sessions.map(({ status }) => status)).toEqual(['attended', 'attended', 'planned', 'planned', 'planned']);
    }
    const taken = ground.rows.occupied.toSorted((a, b) => ((a.startsAt as string) < (b.startsAt as string) ? -1 : 1));
    const until = new Map<string, string>();
    for (const { resourceId, startsAt, endsAt } of taken) {
      expect((until.get(resourceId) ?? '') <= (startsAt as string)).toBe(true);
      until.set(resourceId, endsAt as string);
    }
  });

  test('whoever is given check-ins has them planned once, so that the next one comes due too', () => {
    const { checkIn, measurePlan, episode } = made.ground.rows;
    const plans = measurePlan.filter(({ measureKey }) => measureKey === 'check-in');
    const keyOf = ({ clientId, episodeId }: { clientId: string; episodeId: string }) => `${clientId} ${episodeId}`;
    const given = new Set(checkIn.map(keyOf));
    expect(given.size).toBeGreaterThan(20);
    expect(plans.length).toBe(new Set(plans.map(keyOf)).size);
    for (const key of given) expect(plans.map(keyOf)).toContain(key);
    for (const plan of plans)
      expect(plan.endedAt ?? null).toBe(episode.find(({ id }) => id === plan.episodeId)?.endedAt ?? null);
  });

  test('the next client has a line for today, a goal with ratings and a low check-in; one agreement waits, one alert stands', () => {
    const { ground, house, clients } = made;
    const of = <T extends { clientId: string }>(list: T[], key: string) =>
      list.filter(({ clientId }) => clientId === clients[key]?.id);
    const { sessionWish, goal, goalRating, allianceSignal, talkedAbout, agreementPack, riskAlert, session } =
      ground.rows;
    const next = session.find(({ id }) =>
      of(sessionWish, 'amira').some(
        ({ sessionId, writtenAt }) => sessionId === id && (writtenAt as string) > '2026-11-24',
      ),
    );
    expect(next?.status).toBe('planned');
    expect(next?.number).toBe(11);
    expect(of(goal, 'amira')).toHaveLength(1);
    expect(of(goalRating, 'amira').map(({ rating }) => rating)).toEqual([3, 4, 5]);
    const open = of(allianceSignal, 'amira').filter(({ id }) => !talkedAbout.some(({ subjectId }) => subjectId === id));
    expect(open.map(({ kind }) => kind).sort()).toEqual(['falling', 'low']);
    expect(of(agreementPack, 'beth').map(({ state }) => state)).toEqual(['signed', 'sent']);
    expect(of(agreementPack, 'marek').map(({ state }) => state)).toEqual(['signed', 'talking']);
    expect(of(riskAlert, 'joel')[0]).toMatchObject({ state: 'open', holderId: house.staff.tomos?.id });
  });
});

test('nobody who was told long ago that their copy is ready is told again when it is sealed', async () => {
  const [told] = await rows<{ signed: number; told: number }>(`SELECT count(*)::int AS signed, count(m.id)::int AS told
    FROM signature s LEFT JOIN outbox_mail m ON m.practice_id = s.practice_id AND m.idempotency_key = 'agreement-copy:' || s.pack_id
    WHERE s.role = 'therapist'`);
  expect(told?.signed).toBeGreaterThan(20);
  expect(told?.told).toBe(told?.signed);
});
