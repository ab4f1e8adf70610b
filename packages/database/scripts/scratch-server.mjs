// A throw-away server in the system's temporary folder, for the scripts that compare schemas.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/embedded/index.ts';
import { rolePasswords, setUpRoles } from '../src/roles.ts';

export async function withScratchServer(work) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'heather-scratch-'));
  // Root's server runs as another user, who must be able to enter.
  chmodSync(dataFolder, 0o755);
  const server = await startEmbedded({ dataFolder, settings: { fsync: 'off' } });
  try {
    const admin = new pg.Client({ connectionString: server.adminUrl });
    await admin.connect();
    await admin.query('CREATE DATABASE heather');
    await admin.end();
    const adminUrl = server.adminUrl.replace(/postgres$/, 'heather');
    const urls = await setUpRoles(adminUrl, rolePasswords(new Uint8Array(32), 'heather'));
    return await work({ adminUrl, urls });
  } finally {
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
