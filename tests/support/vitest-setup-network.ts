import { Socket } from 'node:net';

// Nothing in the tests may leave the machine: a real server on loopback is welcome, any other address is a mistake.
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/i;

type Target = { path?: string; host?: string };

/** The host that arguments of `Socket.connect` name; undefined for a socket file, which is always near. */
function hostOf(args: unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    const target = first as Target;
    return target.path ? undefined : (target.host ?? 'localhost');
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return undefined;
  return typeof second === 'string' ? second : 'localhost';
}

const connect = Socket.prototype.connect as (...args: unknown[]) => Socket;
Socket.prototype.connect = function near(this: Socket, ...args: unknown[]) {
  const host = hostOf(args);
  if (host !== undefined && !loopback.test(host))
    throw new Error(`A test tried to reach ${host}. Tests stay on this machine.`);
  return connect.apply(this, args);
} as Socket['connect'];
