import type { FastifyInstance } from 'fastify';
import { refuse } from './refusals.ts';

export type PortalAddress = {
  /** As people reach it: https://heather.example or http://localhost:4100. */
  url: string;
  /** Set when the port of a test or of `PORT_…=0` is known only later. */
  anyLocalPort?: boolean;
  /** Addresses or networks of the proxies in front; what others say of forwarding is not heard. */
  proxies?: readonly string[];
};

/** Names that a request to this portal may be for: its own, and this machine's when it is served here. */
export function hostIsOurs(host: string | undefined, address: PortalAddress): boolean {
  if (!host) return false;
  const own = new URL(address.url);
  if (host === own.host) return true;
  if (own.hostname !== 'localhost') return false;
  const local = /^(localhost|127\.0\.0\.1)(?::(\d{1,5}))?$/.exec(host);
  return local !== null && (address.anyLocalPort === true || (local[2] ?? '80') === (own.port || '80'));
}

/**
 * Before anything is read: the host is ours (a rebound name is not), and what could change something comes from our own pages.
 * A browser always says where a POST comes from; a program that says nothing carries nobody's cookies against their will.
 */
export function addGuards(server: FastifyInstance, address: PortalAddress): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!hostIsOurs(request.headers.host, address)) return refuse(reply, 'not-found', 421);
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (origin !== undefined && !originIsOurs(origin, address)) return refuse(reply, 'forbidden');
    if (origin === undefined && site !== undefined && site !== 'same-origin') return refuse(reply, 'forbidden');
  });
}

function originIsOurs(origin: string, address: PortalAddress): boolean {
  if (origin === address.url) return true;
  return (
    /^http:\/\//.test(origin) &&
    hostIsOurs(origin.slice('http://'.length), address) &&
    address.url.startsWith('http://')
  );
}
