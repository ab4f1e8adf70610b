import { MailFailure, type Outgoing } from '@heather/mail';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queueMail } from '../../../apps/api/src/mail/queue-mail.ts';
import { openWorld, type World } from './world.ts';

class Killed extends Error {}

let world: World;
const sent: Outgoing[] = [];
let fault: (mail: Outgoing) => void = () => {};
beforeAll(async () => {
  const send = async (mail: Outgoing) => {
    sent.push(mail);
    fault(mail);
  };
  world = await openWorld({ transport: { send, verify: async () => true, close: () => {} } });
});
afterAll(() => world.close());
beforeEach(() => {
  sent.length = 0;
  fault = () => {};
  world.server.shell.faultAt = () => {};
});

const queue = (clientId = world.home.clientId, key = `key-${crypto.randomUUID()}`) =>
  world.server.asWorker((worker) =>
    worker.write((tx) =>
      queueMail(tx, { clientId, template: 'copy-ready', params: { url: 'http://localhost:4200/x' }, key }),
    ),
  );
const rowOf = async (id: string | null) =>
  (await world.db.admin('SELECT state, attempts, last_error FROM outbox_mail WHERE id = $1', [id])).rows[0];

describe('the outbox', () => {
  it('sends what was committed once, however often the job runs', async () => {
    const { outboxId } = await queue();
    await world.server.runJobs();
    await world.server.asWorker((worker) =>
      worker.write((tx) => tx.enqueue('mail.send', { outboxId: outboxId as string })),
    );
    await world.server.runJobs();
    expect(sent.map((mail) => [mail.to, mail.messageId])).toEqual([
      ['safe@client.example', `${outboxId}@heather.test`],
    ]);
    expect(await rowOf(outboxId)).toMatchObject({ state: 'sent' });
  });

  it('mails one business event once', async () => {
    await queue(undefined, 'once');
    expect(await queue(undefined, 'once')).toMatchObject({ outboxId: null });
    await world.server.runJobs();
    expect(sent).toHaveLength(1);
  });

  it.each(['before SMTP has it', 'after SMTP has it'])(
    'killed %s: the next start sends it, under the same Message-ID',
    async (when) => {
      const { outboxId } = await queue();
      const kill = () => {
        throw new Killed();
      };
      // What a kill leaves behind: the state of that moment, and no more of the handler.
      const { sendMail } = await import('../../../apps/api/src/mail/send-mail.ts');
      const killed = world.server.asWorker((worker) =>
        sendMail(
          {
            ...worker,
            write: kill as never,
            shell: {
              ...worker.shell,
              faultAt: kill,
              ...(when.startsWith('before') && { mail: { ...worker.shell.mail, transport: { send: kill } } as never }),
            },
          },
          { outboxId: outboxId as string },
        ),
      );
      await expect(killed).rejects.toBeInstanceOf(Killed);
      expect(await rowOf(outboxId)).toMatchObject({ state: 'sending' });
      await world.server.runJobs();
      expect(await rowOf(outboxId)).toMatchObject({ state: 'sent' });
      expect(new Set(sent.map((mail) => mail.messageId))).toEqual(new Set([`${outboxId}@heather.test`]));
      expect(sent).toHaveLength(when.startsWith('before') ? 1 : 2);
    },
  );

  it('is found again when its job was lost, without an upper age', async () => {
    const { outboxId } = await queue();
    await world.db.admin("DELETE FROM pgboss.job WHERE name = 'mail.send'");
    world.server.advance({ hours: 24 * 40 });
    await world.server.runSweeps();
    await world.server.runSweeps();
    await world.server.runJobs();
    expect(sent).toHaveLength(1);
    expect(await rowOf(outboxId)).toMatchObject({ state: 'sent' });
  });

  it('gives up on an address that does not exist, and says so in the trail', async () => {
    fault = () => {
      throw new MailFailure('550', true);
    };
    const { outboxId } = await queue();
    await world.server.runJobs();
    expect(await rowOf(outboxId)).toMatchObject({ state: 'dead', last_error: '550' });
    const { rows } = await world.db.admin(
      "SELECT outcome FROM audit_event WHERE type = 'mail.dead' AND subject_id = $1",
      [outboxId],
    );
    expect(rows).toEqual([{ outcome: 'error' }]);
  });

  it('is shown to the desk and on the client’s page until the address is another or something has reached them', async () => {
    const { home, server } = world;
    const desk = await server.callerFor(home.frontDeskId);
    const therapist = await server.callerFor(home.therapistId);
    await world.db.admin('DELETE FROM outbox_mail');
    server.advance({ minutes: 1 });
    fault = () => {
      throw new MailFailure('550', true);
    };
    await queue();
    await server.runJobs();
    const shown = [{ clientId: home.clientId, staffId: null, why: 'address' }];
    expect(await desk.mail.refused()).toMatchObject(shown);
    expect(await therapist.mail.ofClient({ clientId: home.clientId })).toMatchObject(shown[0] as object);
    const colleague = await server.callerFor(home.colleagueId);
    await expect(colleague.mail.ofClient({ clientId: home.clientId })).rejects.toMatchObject({
      cause: { code: 'not-found' },
    });
    fault = () => {};
    server.advance({ minutes: 1 });
    await queue();
    await server.runJobs();
    expect(await desk.mail.refused()).toEqual([]);
    expect(await therapist.mail.ofClient({ clientId: home.clientId })).toBeNull();
  });

  it('outlives a mail server that is away for a day, however often it was asked', async () => {
    fault = () => {
      throw new MailFailure('ECONNREFUSED', false);
    };
    const { outboxId } = await queue();
    await world.db.admin('UPDATE outbox_mail SET attempts = 40 WHERE id = $1', [outboxId]);
    world.server.advance({ hours: 30 });
    await expect(world.server.runJobs()).rejects.toBeInstanceOf(MailFailure);
    expect(await rowOf(outboxId)).toMatchObject({ state: 'failed' });
    world.server.advance({ hours: 7 });
    await world.db.admin("DELETE FROM pgboss.job WHERE name = 'mail.send'");
    await world.server.runSweeps();
    await world.server.runJobs().catch(() => undefined);
    expect(await rowOf(outboxId)).toMatchObject({ state: 'dead' });
  });

  it('tries again later when the server is away', async () => {
    fault = () => {
      throw new MailFailure('ECONNREFUSED', false);
    };
    const { outboxId } = await queue();
    await expect(world.server.runJobs()).rejects.toBeInstanceOf(MailFailure);
    expect(await rowOf(outboxId)).toMatchObject({ state: 'failed', last_error: 'ECONNREFUSED' });
  });

  it('sends nothing to an address that is not safe, or is not safe any more', async () => {
    await world.db.admin("DELETE FROM pgboss.job WHERE name = 'mail.send'");
    expect(await queue(world.home.unsafeId)).toMatchObject({ willLeave: false });
    const { outboxId } = await queue();
    await world.db.admin('UPDATE safe_contact SET email_is_safe = false WHERE client_id = $1', [world.home.clientId]);
    await world.server.runJobs();
    expect(sent).toEqual([]);
    expect(await rowOf(outboxId)).toMatchObject({ state: 'not-safe' });
  });
});
