/** The nations of the practice's table; their emergency and listening lines differ. */
export type Nation = 'england-and-wales' | 'scotland' | 'northern-ireland';

/** Said plainly and without naming why somebody might need it: a mail can be read over a shoulder. */
const lines: Record<Nation, string> = {
  'england-and-wales':
    'If you need help now: call 999 in an emergency, or NHS 111 and choose option 2. Samaritans: 116 123, day and night.',
  scotland: 'If you need help now: call 999 in an emergency, or NHS 24 on 111. Samaritans: 116 123, day and night.',
  'northern-ireland':
    'If you need help now: call 999 in an emergency, or Lifeline on 0808 808 8000. Samaritans: 116 123, day and night.',
};

/** The line for a nation; the one of England and Wales when it is unknown (999 and 116 123 hold everywhere in the UK). */
export function crisisLine(nation: string | null | undefined): string {
  return lines[nation as Nation] ?? lines['england-and-wales'];
}
