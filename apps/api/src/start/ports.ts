import { createServer } from 'node:net';
import { StartProblem } from './start-problem.ts';

/** Asked before anything slow is begun, so that a taken port costs a second and not a minute. @throws StartProblem */
export async function checkPorts(host: string, ports: Record<string, number>): Promise<void> {
  for (const [setting, port] of Object.entries(ports)) {
    if (port !== 0) await checkPort(host, port, setting);
  }
}

function checkPort(host: string, port: number, setting: string): Promise<void> {
  return new Promise((free, refused) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => refused(new StartProblem(words(error, host, port, setting))));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => free()));
  });
}

function words(error: NodeJS.ErrnoException, host: string, port: number, setting: string): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken: stop what uses it, or set ${setting} to another port.`;
  if (error.code === 'EACCES') return `Port ${port} may not be used by this user: set ${setting} to one above 1023.`;
  return `Heather cannot listen on ${host}, port ${port} (${error.code}): check HEATHER_HOST and ${setting}.`;
}
