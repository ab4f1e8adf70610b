import { randomUUID } from 'node:crypto';
import { createTestServer, type TestServer, type TestServerOptions } from '@heather/api/testing';
import type { Mail, MailTransport } from '@heather/mail';
import {
  makeClient,
  makeEnquiry,
  makeEntry,
  makeEpisode,
  makeOffer,
  makePractice,
  makeRoom,
  makeStaff,
  makeTherapist,
  openGround,
  publishWordings,
  saveGround,
} from '@heather/seed';
import { type TestDatabase, takeTestDatabase } from '../../support/postgres.ts';

export type Sent = Mail & { to: string; messageId: string; fromName: string; replyTo: string | null };

/** Mail that left, kept in memory. */
export function collect(): { transport: MailTransport; sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    transport: {
      send: async (mail: Sent) => {
        sent.push(mail);
      },
      close: () => {},
    } as unknown as MailTransport,
  };
}

export const now = '2026-11-23T10:00:00Z';

/** Two practices with published wordings; in each a therapist with a proposed course from an accepted offer, and a couple. */
export async function openWorld(options: TestServerOptions = {}) {
  const db: TestDatabase = await takeTestDatabase();
  const mail = collect();
  const at = Temporal.Instant.from(now);
  const home = await people(db, at, '2020-01-01T00:00:00Z');
  const other = await people(db, at, '2021-01-01T00:00:00Z');
  const server: TestServer = await createTestServer(db, { now, transport: mail.transport, ...options });
  return {
    db,
    server,
    home,
    other,
    sent: mail.sent,
    close: async () => {
      await server.close();
      await db.drop();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
export type People = World['home'];

async function people(db: TestDatabase, at: Temporal.Instant, createdAt: string) {
  const ground = openGround({ now: at });
  const practice = makePractice(ground, { createdAt, bornAsDemonstrationAt: createdAt });
  const manager = makeStaff(ground, practice, { roles: ['manager'] });
  const frontDesk = makeStaff(ground, practice, { roles: ['front-desk'] });
  const therapist = makeTherapist(ground, practice);
  const colleague = makeTherapist(ground, practice);
  publishWordings(ground, practice, { publishedBy: manager });
  const room = makeRoom(ground, practice);
  const client = makeClient(ground, practice, { contact: { email: 'safe@client.example', emailIsSafe: true } });
  const byPhone = makeClient(ground, practice, { contact: { email: null, emailIsSafe: false } });
  const half = makeClient(ground, practice, { contact: { email: 'half@client.example', emailIsSafe: true } });
  const otherHalf = makeClient(ground, practice, { contact: { email: 'other@client.example', emailIsSafe: true } });
  const entry = makeEntry(ground, makeEnquiry(ground, client), { state: 'allocated' });
  const offer = makeOffer(ground, entry, therapist, {
    startsLocal: `${ground.monday.add({ weeks: 2 }).toString()}T17:30`,
    madeById: manager.id,
    roomId: room.id,
    state: 'accepted-by-client',
    heldUntil: at.add({ hours: 24 * 14 }).toString(),
  });
  const recently = { openedAt: at.subtract({ hours: 1 }).toString() };
  const course = makeEpisode(ground, {
    therapist,
    clients: [client],
    state: 'proposed',
    ...recently,
    allocation: { offerId: offer.id },
  });
  makeEpisode(ground, { therapist, clients: [byPhone], state: 'proposed', ...recently });
  const couple = makeEpisode(ground, { therapist, clients: [half, otherHalf], state: 'proposed', ...recently });
  await saveGround(db.worker, db.vault, ground);
  return {
    practiceId: practice.id,
    managerId: manager.id,
    frontDeskId: frontDesk.id,
    therapistId: therapist.id,
    colleagueId: colleague.id,
    clientId: client.id,
    byPhoneId: byPhone.id,
    halfId: half.id,
    otherHalfId: otherHalf.id,
    offerId: offer.id,
    episodeId: course.episode.id,
    coupleEpisodeId: couple.episode.id,
  };
}

export const key = () => randomUUID();

/** Callers of the home practice, and the steps that most tests begin with. */
export async function actors(world: World) {
  const { server, home } = world;
  const manager = await server.callerFor(home.managerId);
  const therapist = await server.callerFor(home.therapistId);
  const colleague = await server.callerFor(home.colleagueId);
  const frontDesk = await server.callerFor(home.frontDeskId);
  const client = await server.clientCaller(home.clientId);

  async function sendTo(
    clientId: string,
    channel: 'online' | 'paper' = 'online',
    over: Record<string, unknown> = {},
    openDays?: number,
  ) {
    const prepared = await therapist.agreements.prepare({ clientId });
    const channels = Object.fromEntries(prepared.participants.map((one) => [one.clientId, channel]));
    return therapist.agreements.send({
      clientId,
      episodeId: prepared.episodeId,
      frame: { ...prepared.frame, ...over } as never,
      channels,
      ...(openDays && { openDays }),
    });
  }
  type ClientCaller = typeof client;
  /** A whole, valid signature of what the caller sees now. */
  async function signing(caller: ClientCaller, packId: string, answer: 'yes' | 'no' = 'no') {
    const pack = await caller.agreements.get({ packId });
    return {
      packId,
      nameTyped: 'Priya Shah',
      isNoticeAcknowledged: true,
      answers: Object.fromEntries(pack.questions.map(({ clauseId }) => [clauseId, answer])),
      seen: pack.seen,
      key: key(),
    };
  }
  return { manager, therapist, colleague, frontDesk, client, sendTo, signing };
}
export type Actors = Awaited<ReturnType<typeof actors>>;

/** The code that a refused call answers. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; details?: unknown }> {
  try {
    await call;
  } catch (error) {
    const cause = (error as { cause?: { code?: string; details?: unknown } }).cause;
    return { code: cause?.code ?? String(error), details: cause?.details };
  }
  return { code: 'was accepted' };
}
export const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code;

/** The token of the newest link mailed to an address. Runs the jobs that send it. */
export async function mailedToken(world: World, to: string): Promise<string> {
  await world.server.runJobs();
  const found = world.sent
    .filter((mail) => mail.to === to)
    .map((mail) => /\/sign\/([\w-]{43})/.exec(mail.text)?.[1])
    .filter((token) => token !== undefined);
  const token = found.at(-1);
  if (!token) throw new Error('no link was mailed');
  return token;
}
export async function mailedCode(world: World, to: string): Promise<string> {
  await world.server.runJobs();
  const last = world.sent.filter((mail) => mail.to === to && mail.subject === 'Your code').at(-1);
  const code = /\b(\d{3}) ?(\d{3})\b/.exec(last?.text ?? '');
  if (!code) throw new Error('no code was mailed');
  return `${code[1]}${code[2]}`;
}
