/** What people say in the demonstration. Written for it; kind, ordinary, and nobody's own. */

/** "What brings you", by person; the rest draw from `brings`. */
export const bringsBy: Record<string, string> = {
  amira: 'I say yes to everything and then lie awake. My sister says I have gone quiet. I think she is right.',
  marek: 'Since the move I sleep on the sofa with the radio on. I would like my own bed back.',
  joel: 'My daughter has left home and we do not really talk. I miss who I was when she was small.',
  beth: 'Mum died two winters ago and I am still waiting for it to be over. I do not think it works like that.',
  sam: 'We are kind to each other and we never say anything. We would both like that to change.',
  priya: 'Work is fine, home is fine, and I cry in the car. I would like to know what that is about.',
  leon: 'I was made redundant in spring and have not told my parents. It has got bigger than it was.',
  hanna: 'New town, new job, no friends yet. I talk all day and have not had a real conversation since August.',
  kofi: 'We had a baby and lost our evenings. We would like to find each other again.',
  danny: 'My brother and I fell out over the house. I rehearse it every night.',
  rosa: 'I gave up painting when I became ill, and now that I am better I cannot begin.',
  wei: 'I am the first in my family to do this course and I feel like a guest in it.',
  elin: 'Hoffwn siarad yn Gymraeg os oes modd. Mae’r flwyddyn ddiwethaf wedi bod yn hir.',
  tess: 'I look after everybody on the ward and then shout at the kettle. I would like to be gentler at home.',
  omar: 'My father is ill and we have never been easy with each other. There may still be time.',
  june: 'I retired in May and I do not know what my days are for.',
  fred: 'My wife did the talking for both of us. The doctor said you would ring.',
  nadia: 'I left a long marriage and everyone says well done. I feel sad, and cannot say so.',
};

export const brings: readonly string[] = [
  'I worry about small things until they are large ones, mostly at night.',
  'I keep having the same argument with different people.',
  'A friendship ended and I did not expect to mind this much.',
  'I have been putting on a cheerful face since the operation and it is slipping.',
  'My children are grown and I would like to find out who I am when nobody needs anything.',
  'I go blank in meetings. It used to be easy.',
  'We moved back to look after Dad, and I did not know how much of me stayed behind.',
  'I would like to stop apologising.',
  'I am fine until Sunday afternoon.',
  'There is something from school that I have never told anyone. I might like to.',
];

export const needs: readonly string[] = [
  'Please do not start with forms. A bit of quiet first helps me.',
  'I read lips, so good light matters more than a comfortable chair.',
  'Bright rooms tire me. A lamp is better.',
  'I may need to stand up and walk about. It is not because of you.',
  'I lose words when I am upset. Please wait; they come.',
  'Plain questions are easier than open ones.',
];

export const triageNotes: readonly string[] = [
  'Clear about what she wants. Weekly, open-ended, no hurry over goals.',
  'Would do well with somebody steady and not too quick.',
  'Short focused work first; look again at eight.',
  'Has had counselling before and knows what helped: being asked directly.',
  'Rang to check: safe at home, supported by a friend, happy to wait.',
];

export const goals: readonly string[] = [
  'Say no without a knot in my stomach.',
  'Sleep in my own bed again.',
  'Be someone my daughter rings.',
  'Talk about Mum without changing the subject.',
  'Have one evening a week that is ours.',
  'Eat lunch with other people twice a week.',
  'Finish one painting and show it to somebody.',
  'Stop checking my phone after ten.',
  'Tell my brother what I actually think.',
  'Drive on the ring road again.',
  'Ask for help before it is an emergency.',
  'Notice when I am tired and stop.',
  'Know what I feel before three days later.',
  'Go to choir and stay for the tea.',
  'Be less frightened of being a bit dull.',
  'Spend a Sunday without dreading Monday.',
];

export const wishes: readonly string[] = [
  'to talk about Sunday, and not rush to fix it.',
  'quiet to begin with, then you ask.',
  'to go back to what I said at the door last week.',
  'to laugh a bit, if that is allowed.',
  'to plan what I will say to my sister.',
  'not to talk about work at all.',
  'to look at the goal again. It has moved.',
  'to tell you about something that went well.',
];

/** "Let's talk about this first", on a clause. */
export const talks: readonly { clauseId: string; words: string }[] = [
  { clauseId: 'cancelling', words: 'I work shifts and sometimes hear the night before. What happens then?' },
  { clauseId: 'private', words: 'Could you tell me more about when you would have to tell someone?' },
  { clauseId: 'fee', words: 'I can manage this until March. Can we look at it again then?' },
];

/** What was done about a safety answer. */
export const alertActions: readonly string[] = [
  'Rang at once. Safe, and with his sister this weekend. We went through the plan that we made in session 2.',
  'Spoke for twenty minutes. The thought comes and goes; no plan. Meeting tomorrow instead of Thursday.',
  'Rang, no answer, rang the second number as agreed. She was asleep and is all right. Talked in the evening.',
];

export const paces: readonly string[] = [
  'Slow, with time to think. Silence is fine.',
  'Steady. You ask, I answer; we stop when it is a lot.',
  'A plan for each session, and room to leave it.',
];

export const whenStuck: readonly string[] = [
  'We stop, say that we are stuck, and look at it together.',
  'You ask me straight out. I would rather know.',
  'We go back to the goal and see whether it still fits.',
];

/** Why this therapist, for the client to read. */
export const offerReasons: readonly string[] = [
  'Has a place at the time that you asked for, in a room without stairs.',
  'Works in the way that you described, and is free on your day.',
  'Speaks your language and has a lower-fee place.',
  'Free online in the evening, which you said matters most.',
];

export const referredTo: readonly string[] = [
  'A bereavement service nearer to home',
  'The eating-disorder service, by way of the GP',
];
