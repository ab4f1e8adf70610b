/** How a payer's papers call a client: as little as does. */
export const shownOptions = [
  { value: 'reference', label: 'By our reference alone' },
  { value: 'initials', label: 'By initials' },
  { value: 'name', label: 'By name' },
] as const;
