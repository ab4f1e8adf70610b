import { dateStamp, stamp } from '../calendar.ts';
import { byTelephone, makeClient, makePersonAround } from '../factories/client.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';
import { type Person, people } from './people.ts';

/** The row of each person, by the key they have in people.ts. */
export type Clients = Record<string, Row<'client'>>;

// Lists in order of id begin with those who show most: in therapy, about to sign, talking, asked to answer an offer.
const featured = ['amira', 'tess', 'omar', 'imran', 'priya', 'polly', 'kerry', 'gita'];

/** @param cameWeeksAgo when each first asked, in weeks */
export function makeClients(ground: Ground, practice: { id: string }, cameWeeksAgo: (key: string) => number): Clients {
  const random = ground.random.fork('clients');
  const base = ground.now.subtract({ hours: 24 * 500 });
  return Object.fromEntries(
    people.map((person, index) => {
      const createdAt = ground.now.subtract({ hours: Math.round(24 * 7 * cameWeeksAgo(person.key)) });
      const place = featured.indexOf(person.key);
      const client = makeClient(ground, practice, {
        id: ground.id(base.add({ seconds: place < 0 ? featured.length + index : place })),
        firstName: person.first,
        lastName: person.last,
        knownAs: person.knownAs ?? null,
        bornOn: dateStamp(Temporal.PlainDate.from(person.bornOn)),
        pronouns: person.pronouns ?? null,
        nation: person.nation ?? 'england-and-wales',
        language: person.language ?? 'en-GB',
        state: person.state,
        createdAt: stamp(createdAt),
        contact: contactOf(person, `07700 900${String(100 + index)}`),
      });
      if (person.state === 'active') {
        const surgery = random.pick([
          'Beck Lane Surgery',
          'Dr Hargreave, Moorside',
          'The Quarry Practice',
          'Dr Nayar, Park Row',
        ]);
        makePersonAround(ground, client, { kind: 'gp', name: surgery, telephone: '0113 496 0777' });
        makePersonAround(ground, client, emergency[index % emergency.length] as (typeof emergency)[number]);
      }
      if (person.key === 'graham' || person.key === 'fred') {
        makePersonAround(ground, client, { kind: 'other', name: 'The neighbour at 12', telephone: '0113 496 0812' });
      }
      return [person.key, client];
    }),
  );
}

const emergency = [
  { kind: 'emergency', name: 'A sister, Ruby', telephone: '07700 900801', relationship: 'sister' },
  { kind: 'partner', name: 'Ash', telephone: '07700 900802', relationship: 'partner' },
  { kind: 'emergency', name: 'A friend, Del', telephone: '07700 900803', relationship: 'friend' },
  { kind: 'emergency', name: 'A son, Will', telephone: '07700 900804', relationship: 'son' },
] as const;

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The address somebody signs in with: amira.khatun@post.example. */
export const emailOf = ({ first, last }: Pick<Person, 'first' | 'last'>) =>
  `${plain(first)}.${plain(last)}@post.example`;

/** Who has not yet said themselves that these ways are right. */
const unconfirmed = ['beth', 'tess', 'nadia'];

function contactOf(person: Person, telephone: string): Overrides<'safeContact'> {
  const email = emailOf(person);
  const message = person.messageAs ? { mayLeaveMessage: true, messageAs: person.messageAs } : {};
  switch (person.reach) {
    case 'telephone':
      return byTelephone(telephone, { fromLocal: '10:00', untilLocal: '17:00', ...message });
    case 'no-mail-yet':
      return byTelephone(telephone, { textIsSafe: true, ...message });
    case 'text':
      return {
        email,
        emailIsSafe: false,
        telephone,
        textIsSafe: true,
        untilLocal: '18:00',
        prefers: 'text',
        ...message,
      };
    case 'post':
      return {
        email: null,
        emailIsSafe: false,
        postalAddress: '17 Kiln Street, Otley LS21 3AA',
        postIsSafe: true,
        prefers: 'post',
      };
    case 'shared-mail':
      return { email, emailIsSafe: false, emailIsShared: true, telephone, telephoneIsSafe: true, prefers: 'telephone' };
    default:
      return {
        ...(unconfirmed.includes(person.key) ? { confirmedAt: null } : {}),
        email,
        telephone,
        telephoneIsSafe: true,
        textIsSafe: person.messageAs === undefined,
        prefers: 'email',
        ...message,
      };
  }
}
