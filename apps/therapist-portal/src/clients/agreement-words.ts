/** Where an agreement stands. */
export const agreementWords = {
  signed: 'Signed',
  changing: 'Signed; a change waits',
  'to-sign': 'Not signed',
  none: 'None yet',
} as const;
