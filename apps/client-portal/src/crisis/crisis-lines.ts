/** One place that helps, day and night unless `open` says otherwise. */
export type CrisisLine = {
  name: string;
  words: string;
  call?: string;
  text?: { to: string; body: string };
  open?: string;
};

/** Help that reaches all of the United Kingdom. Numbers as the services publish them; look at each again before a release. */
export const everywhere: readonly CrisisLine[] = [
  { name: 'Samaritans', words: 'Talk to someone, about anything. Free, day and night.', call: '116 123' },
  {
    name: 'Shout',
    words: 'Text with someone. Free on most phones, day and night.',
    text: { to: '85258', body: 'SHOUT' },
  },
  {
    name: 'Papyrus HOPELINE247',
    words: 'If you are under 35 and think of suicide. Free, day and night.',
    call: '0800 068 4141',
  },
];

/** The NHS line is reached differently in each nation. */
export const byNation: readonly { nation: string; key: string; lines: readonly CrisisLine[] }[] = [
  {
    nation: 'England',
    key: 'england-and-wales',
    lines: [{ name: 'NHS 111', words: 'Call, then choose option 2 for mental health. Day and night.', call: '111' }],
  },
  {
    nation: 'Wales',
    key: 'england-and-wales',
    lines: [
      { name: 'NHS 111 Wales', words: 'Call, then press 2 for mental health. Day and night.', call: '111' },
      { name: 'C.A.L.L.', words: 'A helpline in Wales. Free, day and night.', call: '0800 132 737' },
    ],
  },
  {
    nation: 'Scotland',
    key: 'scotland',
    lines: [
      { name: 'NHS 24', words: 'Call, then choose the mental health option. Day and night.', call: '111' },
      {
        name: 'Breathing Space',
        words: 'Talk to someone. Free.',
        call: '0800 83 85 87',
        open: 'Monday to Thursday 6pm to 2am, and from Friday 6pm to Monday 6am',
      },
    ],
  },
  {
    nation: 'Northern Ireland',
    key: 'northern-ireland',
    lines: [{ name: 'Lifeline', words: 'Talk to someone. Free, day and night.', call: '0808 808 8000' }],
  },
];

/** The person's own nation first; all of them are there, because people travel and settings can be wrong. */
export function nationsFor(key: string | undefined): typeof byNation {
  return [...byNation].sort((a, b) => Number(b.key === key) - Number(a.key === key));
}
