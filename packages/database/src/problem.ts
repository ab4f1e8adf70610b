/** Something about the database that a person must put right before Heather can start. `message` is one sentence saying what to do. */
export class DatabaseProblem extends Error {
  readonly code: DatabaseProblemCode;
  constructor(code: DatabaseProblemCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseProblem';
    this.code = code;
  }
}

export type DatabaseProblemCode =
  | 'data-folder'
  | 'in-use'
  | 'cannot-run'
  | 'unreachable'
  | 'refused'
  | 'too-old'
  | 'pooler'
  | 'rights'
  | 'migration-changed'
  | 'migration-failed'
  | 'migration-unknown'
  | 'master-key'
  | 'backup'
  | 'restore-unfinished';
