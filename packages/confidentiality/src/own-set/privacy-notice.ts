import type { Clause, Nation } from '../clause.ts';

const said = (clauseId: string, heading: string, summary: string, text: string): Clause => ({
  kind: 'statement',
  clauseId: `notice.${clauseId}`,
  isLive: false,
  heading,
  summary,
  text,
});

const authority: Record<Nation, string> = {
  'england-and-wales': 'You can call the ICO on 0303 123 1113.',
  scotland: 'The ICO has an office in Scotland. You can call 0303 123 1115.',
  'northern-ireland': 'The ICO has an office in Belfast. You can call 0303 123 1114.',
};

/** What a person is told, not asked. They say that they have seen it; nobody "consents" to a notice. */
export function noticeClauses(nation: Nation): Clause[] {
  return [
    said(
      'who',
      'Who we are',
      '{practice}',
      'We are {practice}, {address}. You can reach us at {contact}. {controllers} must keep your facts safe by law. Our number with the ICO, who check this, is {registration}.',
    ),
    said(
      'what',
      'What we keep',
      'What you tell us, and short notes',
      'We keep your name, how to reach you, your GP if you name one, the days we meet, what is paid, and what you sign. We keep what you write in forms, and short notes of your sessions. Much of this is about your health, so we take great care of it.',
    ),
    said(
      'why',
      'Why we may',
      'To give you good and safe care',
      'We use it to give you the help you ask for, to keep you safe, and to run the practice well. The law lets us do this because of what we agree with you, and because it is fair and needed. For facts on health, the law lets us keep them to give you care, as long as we keep them secret. We do not sell them. No machine makes choices about you.',
    ),
    said(
      'seen',
      'Who sees it',
      'Your therapist, and few others',
      'Your therapist sees what you say and write. The office sees times, fees and how to reach you, but not your notes. A lead can open your notes in a crisis, and you can see that they did. You can see who has opened your record, and when. There are a few times when we have to tell someone else. Your agreement lists them.',
    ),
    said(
      'where',
      'Where it is kept',
      'Locked, and not with our mail',
      'We keep it on our own system, in code that no one can read without a key. Emails that we send say only that there is something new for you. Nothing stays in your browser when you sign out.',
    ),
    said(
      'how-long',
      'How long',
      'For {retention} after we end',
      'We keep your record for {retention} after your last session. Then we look at it once more, and destroy it. If you write to us and do not start, we keep that for one year.',
    ),
    said(
      'rights',
      'What you can ask',
      'To see it, fix it, or have it sent',
      'You can ask for a copy of all that we keep about you. It is free, and you have it within a month. You can ask us to fix what is wrong, to stop using some of it, or to wipe it. At times the law lets us say no. Then we tell you why.',
    ),
    said(
      'change',
      'Changing your mind',
      'Any yes can be taken back',
      'Where we asked you for a yes, you can take it back at any time. It is as easy as it was to give. Your sessions stay the same. What we did before that was still all right.',
    ),
    said(
      'complain',
      'If we get it wrong',
      'Tell us, or tell the ICO',
      `Tell us if you think we used your facts in a wrong way. We write back within 30 days to say we have it, and then we look into it. You can go to the ICO as well, or to a court. ${authority[nation]}`,
    ),
  ];
}
