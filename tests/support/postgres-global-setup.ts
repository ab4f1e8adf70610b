import type { TestProject } from 'vitest/node';
import { startTestServer } from './postgres.ts';

/** One server for all files of a run; it goes when the run ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('postgresUrl', server.adminUrl);
  return server.stop;
}
