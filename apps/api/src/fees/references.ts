/** How we call a client to somebody who is not told their name: the tail of their id, the same for always. */
export const clientReference = (clientId: string): string =>
  `C-${clientId.replaceAll('-', '').slice(-7).toUpperCase()}`;

/** How a payer's papers call a client: by choice of the arrangement; never more than that. */
export function shownName(shownAs: string, client: { id: string; firstName: string; lastName: string }): string {
  if (shownAs === 'name') return `${client.firstName} ${client.lastName}`;
  const initial = (name: string) => [...name][0] ?? '';
  if (shownAs === 'initials') return `${initial(client.firstName)}. ${initial(client.lastName)}.`;
  return clientReference(client.id);
}

/** "R-000412", the same on paper, on the page and in the accountant's file. */
export const receiptNumber = (number: number): string => `R-${String(number).padStart(6, '0')}`;
