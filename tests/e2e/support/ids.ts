import type { APIRequestContext } from '@playwright/test';
import { ask } from './trpc.ts';

/** Ids of the demonstration for the parameters of routes, found as the pages find them. */
export type Ids = Record<string, string>;

type Mine = { agreements: { packId: string }[] };

/** @param as the browser contexts' own requests: a therapist, a manager, a clinical lead and a client of that therapist */
export async function staffIds(
  url: string,
  as: { therapist: APIRequestContext; manager: APIRequestContext; lead: APIRequestContext },
): Promise<Ids> {
  const { clients } = await ask<{ clients: { clientId: string; name: string }[] }>(as.therapist, url, 'clients.list');
  const clientId = clients.find(({ name }) => name.startsWith('Amira'))?.clientId ?? (clients[0]?.clientId as string);
  const { agreements } = await ask<{ agreements: { packs: { packId: string }[] }[] }>(
    as.therapist,
    url,
    'agreements.ofClient',
    { clientId },
  );
  const { sessions } = await ask<{ sessions: { sessionId: string; notes: unknown[] }[] }>(
    as.therapist,
    url,
    'notes.ofClient',
    { clientId, before: null },
  );
  const { alerts } = await ask<{ alerts: { alertId: string }[] }>(as.therapist, url, 'alerts.mine');
  const staff = (await ask<{ people: { id: string }[] }>(as.manager, url, 'practice.listStaff')).people;
  const { people } = await ask<{ people: { entryId: string }[] }>(as.manager, url, 'allocation.listWaiting');
  const enquiries = await ask<{ id: string; state: string }[]>(as.lead, url, 'enquiries.list');
  const { requests } = await ask<{ requests: { id: string; kind: string }[] }>(as.manager, url, 'rights.list', {
    state: 'open',
    before: null,
  });
  const { complaints } = await ask<{ complaints: { complaintId: string; isMine: boolean }[] }>(
    as.manager,
    url,
    'complaints.list',
    { closed: false },
  );
  const toRead = await ask<{ packId: string }[]>(as.therapist, url, 'rights.toRead');
  const { runs } = await ask<{ runs: { importId: string }[] }>(as.manager, url, 'imports.list');
  const away = await ask<{ rows: { id: string }[] }>(as.manager, url, 'absence.list');
  const entrusted = await ask<{ wills: { opening: { id: string; state: string } | null }[] }>(
    as.lead,
    url,
    'wills.entrusted',
  );
  const { documents } = await ask<{ documents: { kind: string; versions: { id: string; state: string }[] }[] }>(
    as.manager,
    url,
    'templates.list',
  );
  const { payers } = await ask<{ payers: { id: string }[] }>(as.manager, url, 'fees.payers', {});
  return {
    clientId,
    otherId: clients.find((one) => one.clientId !== clientId)?.clientId as string,
    requestId: requests[0]?.id as string,
    correctionId: requests.find(({ kind }) => kind === 'correction')?.id as string,
    complaintId: complaints.find(({ isMine }) => isMine)?.complaintId as string,
    accessPackId: toRead[0]?.packId as string,
    importId: runs[0]?.importId as string,
    awayId: away.rows[0]?.id as string,
    openingId: entrusted.wills.find(({ opening }) => opening?.state === 'open')?.opening?.id as string,
    payerId: payers[0]?.id as string,
    versionId: documents.flatMap(({ versions }) => versions).find(({ state }) => state === 'draft')?.id as string,
    packId: agreements[0]?.packs[0]?.packId as string,
    alertId: alerts[0]?.alertId as string,
    entryId: people[0]?.entryId as string,
    enquiryId: (enquiries.find(({ state }) => state === 'new') ?? enquiries[0])?.id as string,
    measureKey: 'phq-9',
    sessionId: sessions.find(({ notes }) => notes.length > 0)?.sessionId as string,
    nation: 'england-and-wales',
    kind: 'working-agreement',
    ruleKind: 'adult',
    staffId: staff[0]?.id as string,
  };
}

type Next = { next: { id: string }[]; things: { href: string }[] };

/** @param client somebody in therapy @param signer somebody with an agreement to sign */
export async function clientIds(
  url: string,
  as: { client: APIRequestContext; signer: APIRequestContext },
): Promise<Ids> {
  const home = await ask<Next>(as.client, url, 'home.mine');
  const mine = await ask<Mine>(as.signer, url, 'agreements.mine');
  const idIn = (part: string) => home.things.find(({ href }) => href.startsWith(part))?.href.split('/')[2] ?? '';
  return {
    packId: mine.agreements[0]?.packId as string,
    sessionId: home.next[0]?.id as string,
    administrationId: idIn('/measure/'),
    checkInId: idIn('/check-in/'),
    token: 'not-a-token',
    step: 'notice',
  };
}
