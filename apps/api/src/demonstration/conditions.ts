import type { IncomingHttpHeaders } from 'node:http';

/** What is known from the start: how this process was set up. */
export type Place = {
  isEmbedded: boolean;
  /** The address that the servers listen on. */
  boundTo: string;
  /** Names of settings that point outside: DATABASE_URL, SMTP_URL. */
  outsideServices: readonly string[];
};

// The five conditions of a demonstration, each alone so that each can be tested alone. All hold, or there is none.

/** 1: a row says that this database was born as one. It cannot be made one later. */
export const wasBornAsDemonstration = (practice: { isDemonstration: boolean } | null) =>
  practice?.isDemonstration === true;

/** 2: the database is the embedded one, in this machine's data folder. */
export const isOnEmbeddedDatabase = (place: Pick<Place, 'isEmbedded'>) => place.isEmbedded;

/** 3: only this machine can reach it. */
export const isBoundToThisMachine = (place: Pick<Place, 'boundTo'>) => place.boundTo === '127.0.0.1';

const forwardedHeaders = /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-original-.*)$/i;
const ownHost = /^(localhost|127\.0\.0\.1)(:\d{1,5})?$/;

/** 4: the request came from this machine's own browser: nothing stands between, and the name is the machine's own. */
export function isDirectRequest(headers: IncomingHttpHeaders): boolean {
  if (Object.keys(headers).some((name) => forwardedHeaders.test(name))) return false;
  return ownHost.test(headers.host ?? '');
}

/** 5: no setting names a database or a mail server elsewhere. */
export const hasNoOutsideService = (place: Pick<Place, 'outsideServices'>) => place.outsideServices.length === 0;

/** Whether this request may be offered a one-click sign-in. */
export function demonstrationIsOn(
  practice: { isDemonstration: boolean } | null,
  place: Place,
  headers: IncomingHttpHeaders,
): boolean {
  return (
    wasBornAsDemonstration(practice) &&
    isOnEmbeddedDatabase(place) &&
    isBoundToThisMachine(place) &&
    isDirectRequest(headers) &&
    hasNoOutsideService(place)
  );
}
