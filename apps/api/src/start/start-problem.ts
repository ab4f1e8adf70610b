/** Something that keeps Heather from starting and that a person can put right. `message` is one line that says how. */
export class StartProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartProblem';
  }
}

/** The one line to show for whatever ended the start. */
export function lineFor(error: unknown): string {
  if (error instanceof Error && ['StartProblem', 'EnvProblem', 'DatabaseProblem'].includes(error.name))
    return error.message;
  const { name = 'Error', code, message = '' } = (error ?? {}) as { name?: string; code?: string; message?: string };
  return `Heather could not start (${[name, code].filter(Boolean).join(' ')}): ${message.split('\n')[0]}`;
}
