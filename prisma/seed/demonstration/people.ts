/** Everybody in the demonstration who asks for, is in, or has had therapy. Nobody here lives anywhere but in this file. */
export type Person = {
  key: string;
  first: string;
  last: string;
  bornOn: string;
  pronouns?: string;
  knownAs?: string;
  language?: string;
  nation?: 'scotland' | 'northern-ireland';
  /** How they can be reached; an e-mail address of their own when nothing else is said. */
  reach?: 'telephone' | 'text' | 'post' | 'shared-mail' | 'no-mail-yet';
  /** A name to leave on an answering machine instead of the practice's. */
  messageAs?: string;
  state: 'enquiring' | 'waiting' | 'active' | 'ended' | 'referred-on' | 'withdrawn';
};

const born = (bornOn: string, more: Partial<Person> = {}) => ({ bornOn, ...more });

const person = (
  key: string,
  name: string,
  state: Person['state'],
  rest: { bornOn: string } & Partial<Person>,
): Person => {
  const [first, last] = name.split(' ') as [string, string];
  return { key, first, last, state, ...rest };
};

export const people: readonly Person[] = [
  // Tomos's today
  person('sam', 'Sam Tully', 'active', born('1979-03-02', { pronouns: 'he/him' })),
  person('dee', 'Dee Tully', 'active', born('1981-11-19', { pronouns: 'she/her', reach: 'no-mail-yet' })),
  person('beth', 'Beth Okafor', 'active', born('1968-07-30')),
  person('amira', 'Amira Khatun', 'active', born('1991-02-14', { pronouns: 'she/her', messageAs: 'Fern' })),
  person('marek', 'Marek Dvorak', 'active', born('1985-09-08')),
  person('joel', 'Joel Prentice', 'active', born('1974-12-05', { pronouns: 'he/him' })),
  // his other days
  person('elis', 'Elis Gwynne', 'active', born('1996-05-21', { language: 'cy' })),
  person('graham', 'Graham Foss', 'active', born('1952-10-11', { reach: 'telephone' })),
  person('yusra', 'Yusra Hamdan', 'active', born('1999-01-27')),
  // Leila's
  person('ines', 'Ines Rowbotham', 'active', born('1986-04-17')),
  person('paul', 'Paul Rowbotham', 'active', born('1983-08-23')),
  person('farah', 'Farah Siddiqui', 'active', born('1977-06-09', { language: 'ur', reach: 'text' })),
  person('hollie', 'Hollie Marsden', 'active', born('2001-03-15', { pronouns: 'she/her' })),
  person('mags', 'Margaret Whitelaw', 'active', born('1959-02-28', { knownAs: 'Mags' })),
  // Marta's
  person('colin', 'Colin Heap', 'active', born('1964-09-12')),
  person('jasmine', 'Jasmine Oduya', 'active', born('1993-12-01')),
  person('wendy', 'Wendy Garside', 'active', born('1970-05-05', { reach: 'post' })),
  person('patrick', 'Patrick Doyle', 'active', born('1988-10-20')),
  person('ewa', 'Ewa Zielinska', 'active', born('1982-07-07', { language: 'pl' })),
  // Owen's
  person('christine', 'Christine Bale', 'active', born('1956-01-16', { reach: 'telephone' })),
  person('tyrone', 'Tyrone Mills', 'active', born('1990-08-31', { pronouns: 'he/him' })),
  // Niamh's, online
  person('callum', 'Callum Urquhart', 'active', born('1987-03-26', { nation: 'scotland' })),
  person('deborah', 'Deborah Laing', 'active', born('1975-11-03', { nation: 'northern-ireland' })),
  person('roisin', 'Róisín Kearney', 'active', born('1994-06-18', { nation: 'northern-ireland' })),
  // Kit's
  person('lottie', 'Lottie Speight', 'active', born('2003-09-29', { pronouns: 'they/them', reach: 'shared-mail' })),
  person('amos', 'Amos Fairley', 'active', born('1998-04-04')),
  // a mother and her grown son, with Leila
  person('yvonne', 'Yvonne Clegg', 'active', born('1969-12-24')),
  person('jake', 'Jake Clegg', 'active', born('2004-02-11', { reach: 'text' })),
  // finished
  person('hazel', 'Hazel Brook', 'ended', born('1961-06-25', { reach: 'post' })),
  person('iris', 'Iris Brook', 'ended', born('1995-10-02')),
  person('norman', 'Norman Kaye', 'ended', born('1949-08-14', { reach: 'telephone' })),
  person('gita', 'Gita Parmar', 'ended', born('1972-01-09')),
  person('stephen', 'Stephen Royle', 'ended', born('1980-11-28')),
  // offered a place and said yes; the agreement is on its way
  person('tess', 'Tess Holroyd', 'active', born('1992-05-13', { pronouns: 'she/her' })),
  person('omar', 'Omar Bashir', 'active', born('1984-03-22')),
  person('june', 'June Ackroyd', 'active', born('1966-07-01')),
  person('fred', 'Fred Liversedge', 'active', born('1946-04-19', { reach: 'telephone' })),
  person('nadia', 'Nadia Rahman', 'active', born('1989-09-17')),
  // waiting, longest first
  person('priya', 'Priya Sandhu', 'waiting', born('1990-10-06', { pronouns: 'she/her', reach: 'text' })),
  person('leon', 'Leon Marsh', 'waiting', born('1978-02-03')),
  person('hanna', 'Hanna Weiss', 'waiting', born('1997-12-12')),
  person('kofi', 'Kofi Boateng', 'waiting', born('1983-05-29')),
  person('jo', 'Jo Boateng', 'waiting', born('1984-08-08', { reach: 'no-mail-yet' })),
  person('danny', 'Danny Fisk', 'waiting', born('1971-06-16', { reach: 'telephone' })),
  person('rosa', 'Rosa Lindqvist', 'waiting', born('1987-01-31')),
  person('wei', 'Wei Chen', 'waiting', born('2000-11-11')),
  person('elin', 'Elin Griffiths', 'waiting', born('1993-03-03', { language: 'cy' })),
  // a place is held for them
  person('aaron', 'Aaron Pickles', 'waiting', born('1986-06-06')),
  person('shanice', 'Shanice Grant', 'waiting', born('1995-02-20')),
  person('viktor', 'Viktor Bartos', 'waiting', born('1969-09-01')),
  person('moira', 'Moira Dunn', 'waiting', born('1957-10-30', { nation: 'scotland' })),
  person('imran', 'Imran Yousaf', 'waiting', born('1991-07-19')),
  person('polly', 'Polly Earnshaw', 'waiting', born('2002-04-25', { pronouns: 'she/they' })),
  // just asked
  person('kerry', 'Kerry Stott', 'enquiring', born('1976-12-30')),
  person('adebayo', 'Adebayo Cole', 'enquiring', born('1994-01-05')),
  person('lynne', 'Lynne Midgley', 'enquiring', born('1963-08-27', { reach: 'telephone' })),
  // found better help elsewhere
  person('gareth', 'Gareth Rudd', 'referred-on', born('1981-05-10')),
  person('sunita', 'Sunita Joshi', 'referred-on', born('1998-09-23')),
  // thought again
  person('alex', 'Alex Thorley', 'withdrawn', born('1990-04-30', { pronouns: 'they/them' })),
  person('bridget', 'Bridget Nolan', 'withdrawn', born('1973-11-15')),
];
