/** Where somebody stands with the practice. */
export const stateWords: Record<string, string> = {
  enquiring: 'Has asked',
  waiting: 'Waiting',
  active: 'In therapy',
  ended: 'Ended',
  'referred-on': 'Referred on',
  withdrawn: 'Withdrawn',
};
