import type { APIRequestContext } from '@playwright/test';

/** The answer of one procedure, with the cookies of a browser context. For looking up ids; what is tested goes by the pages. */
export async function ask<T>(request: APIRequestContext, url: string, procedure: string, input?: unknown): Promise<T> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return read(procedure, await request.get(`${url}/trpc/${procedure}${query}`));
}

export async function tell<T>(request: APIRequestContext, url: string, procedure: string, input: unknown): Promise<T> {
  return read(procedure, await request.post(`${url}/trpc/${procedure}`, { data: input }));
}

async function read<T>(procedure: string, answer: Awaited<ReturnType<APIRequestContext['get']>>): Promise<T> {
  const body = (await answer.json()) as { result?: { data: T }; error?: unknown };
  if (!body.result) throw new Error(`${procedure} answered ${answer.status()}: ${JSON.stringify(body.error)}`);
  return body.result.data;
}
