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
  it.each([
    ['PORT_STAFF', 'x'],
    ['PORT_STAFF', '70000'],
    ['PORT_CLIENT', '4100'],
    ['DATABASE_URL', 'mysql://x'],
    ['SMTP_URL', 'mail.example'],
    ['HEATHER_DEMO', 'yes'],
    ['HEATHER_STAFF_URL', 'https://heather.example/path'],
    ['HEATHER_LOG', 'loud'],
  ])('refuses %s=%s in one line that names it and not what it holds', (name, value) => {
    const read = () => readEnv({ [name]: value });
    expect(read).toThrow(EnvProblem);
    expect(read).toThrow(name);
    expect(read).not.toThrow(/\n/);
  });
});
