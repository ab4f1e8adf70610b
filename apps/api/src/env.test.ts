import { describe, expect, it } from 'vitest';
import { EnvProblem, readEnv } from './env.ts';

describe('readEnv', () => {
  it('needs nothing', () => {
    expect(readEnv({})).toMatchObject({
      ports: { staff: 4100, client: 4200, mail: 4300 },
      wantsDemonstration: true,
      host: '127.0.0.1',
      staffUrl: 'http://localhost:4100',
      outsideServices: [],
    });
  });
  it('takes empty for not set, and names what points outside', () => {
    expect(readEnv({ DATABASE_URL: '', SMTP_URL: 'smtp://mail.example' }).outsideServices).toEqual(['SMTP_URL']);
  });
  it('keeps backups beside the data unless told where, or told to make none; believes no proxy that is not named', () => {
    expect(readEnv({ HEATHER_DATA: '/srv/h' })).toMatchObject({
      backups: '/srv/h/backups',
      proxies: [],
      metricsPort: null,
    });
    expect(readEnv({ HEATHER_BACKUPS: '/mnt/b' }).backups).toBe('/mnt/b');
    expect(readEnv({ HEATHER_BACKUPS: 'off' }).backups).toBeNull();
    expect(readEnv({ HEATHER_PROXY: '10.0.0.5, 10.1.0.0/24,::1' }).proxies).toEqual(['10.0.0.5', '10.1.0.0/24', '::1']);
  });
  it.each([
    ['PORT_STAFF', 'x'],
    ['PORT_STAFF', '70000'],
    ['PORT_CLIENT', '4100'],
    ['DATABASE_URL', 'mysql://x'],
    ['SMTP_URL', 'mail.example'],
    ['HEATHER_DEMO', 'yes'],
    ['HEATHER_STAFF_URL', 'https://heather.example/path'],
    ['HEATHER_LOG', 'loud'],
    ['HEATHER_PROXY', 'everybody'],
    ['HEATHER_METRICS_PORT', 'x'],
  ])('refuses %s=%s in one line that names it and not what it holds', (name, value) => {
    const read = () => readEnv({ [name]: value });
    expect(read).toThrow(EnvProblem);
    expect(read).toThrow(name);
    expect(read).not.toThrow(/\n/);
  });
});
