/** Notes of the demonstration: short, in the therapist's words, and of nobody who lives. */
export const sessionWords: readonly string[] = [
  'Spoke of the week at work and how early the tightness starts. We slowed one moment down together.\n\nNext time: what the first sign is.',
  'Arrived tired. Stayed with the tiredness rather than the plan. Some tears, and relief at them.\n\nNext time: ask how the rest of that evening was.',
  'Went back to the conversation with the sister. Found two sentences that could be said aloud, and tried them in the room.',
  'A quieter session. Long silences that felt easy. Noticed both of us smiling at the end.',
  'Spoke about the holiday and what it was like to be missed. Agreed to look at endings before the summer.',
  'The same argument came up. Drew it on paper as a loop; there is one place where it could turn.\n\nNext time: begin at that place.',
  'We went over the goal and what has moved. Less avoidance in the mornings, evenings as before.',
  'Disappointment with me about last week. Named it together; it took a while and it mattered.\n\nNext time: ask how that is now.',
  'Memories of the grandmother’s kitchen. Warmth first, then grief. We kept to the pace that felt possible.',
  'Practised saying no to a small thing. Laughed about how large it felt.',
];

export const addenda: readonly string[] = [
  'Rang on the day after to say that the conversation had happened and went well.',
  'I wrote that it was the sister; it was the cousin.',
];

export const draftWords: Record<string, { words: string; apart?: string }> = {
  joel: {
    words: 'Began with the call that did not come on Sunday. Low, and dry about it.',
    apart:
      'Began with the call that did not come on Sunday. Low, and dry about it. Asked directly about safety: no plan, no wish to die.',
  },
  farah: {
    words: 'First session after the pause. Careful start.',
    apart: 'First session after the pause. Careful start; the plan for the spring is hers.',
  },
  graham: { words: 'By telephone. The line was poor; we agreed to' },
};

export const processWords: Record<string, readonly string[]> = {
  amira: [
    'I am quicker to reassure her than I am with others. Whose unease is that?',
    'When she thanks me I feel I have got away with something. Take it to Gwen.',
  ],
  joel: ['I think of my own father in his sessions. Not his business, and worth knowing.'],
  mags: ['Inherited from Martin: she tests whether I will leave too. So do I.'],
};
