export const kindWords = { clients: 'Clients', sessions: 'Past sessions', scores: 'Past scores' } as const;

export const stateWords = {
  uploading: 'Not sent to its end',
  checking: 'Being looked at',
  checked: 'Waits for you',
  committing: 'Coming in',
  committed: 'Came in',
  refused: 'Cannot be read',
  discarded: 'Discarded',
} as const;

export const reasonWords = {
  name: 'name',
  'birth-date': 'date of birth',
  email: 'e-mail',
  telephone: 'telephone',
} as const;

/** 1 line, 20,000 lines. */
export const counted = (count: number, one = 'line', many = `${one}s`) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
