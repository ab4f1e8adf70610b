/** Somebody whom the demonstration does not know yet. */
export type Person = { firstName: string; lastName: string; email: string; telephone: string };

export const nameOf = (person: Person) => `${person.firstName} ${person.lastName}`;

/** What may stand in no title and no address. */
export const namesOf = (person: Person) =>
  [person.firstName, person.lastName, person.email.split('@')[0] ?? ''].filter(Boolean);

/** As staff pages name them: "Wynne H." where others may glance at it, in full where it is needed. */
export const asStaffSay = (person: Person) => new RegExp(`^${person.firstName} ${person.lastName.charAt(0)}`);
