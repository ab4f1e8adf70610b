import { textSchema } from '@heather/core';
import { z } from 'zod';

export type CheckInPart = 'bond' | 'goals' | 'tasks' | 'whole';
export const checkInParts = ['bond', 'goals', 'tasks', 'whole'] as const satisfies readonly CheckInPart[];

/** Who may read "anything I should know". The four answers themselves are the therapist's alone. */
export type Audience = 'therapist' | 'therapist-and-supervisor' | 'practice-without-name';
export const audiences = ['therapist', 'therapist-and-supervisor', 'practice-without-name'] as const;

/**
 * Heather's own four questions, after the three things that Bordin named and the whole. The wording is ours: no published
 * alliance scale is quoted or imitated, no total is made, and nothing here is compared between people.
 */
export const checkIn = {
  key: 'check-in',
  version: 'check-in@1',
  about:
    'These four questions are our own. They are not a validated scale. They are there so that you can say how it was.',
  options: ['Not at all', 'A little', 'Partly', 'Mostly', 'Completely'],
  questions: [
    { part: 'bond', name: 'Understood', text: 'Did you feel understood by {therapist} on {day}?' },
    { part: 'goals', name: 'What matters', text: 'Did you spend the time on what matters to you?' },
    { part: 'tasks', name: 'Way of working', text: 'Did the way of working suit you?' },
    { part: 'whole', name: 'Over all', text: 'Over all, was {day} right for you?' },
  ],
  open: {
    text: 'Is there anything I should know?',
    hint: 'You can leave this empty. Nobody reads it at once. If you need help now, use crisis help below.',
    maxLength: 1000,
  },
  audience: {
    text: 'Who may read what you wrote?',
    options: [
      { value: 'therapist', label: 'My therapist' },
      { value: 'therapist-and-supervisor', label: 'My therapist and their supervisor' },
      {
        value: 'practice-without-name',
        label: 'The practice, without my name',
        hint: 'We hold it until five people have written. Then the practice sees the words, with no name, date or therapist.',
      },
    ],
  },
} as const;

/** The question as the client reads it. `day` as people say it: "Tuesday". */
export function checkInQuestion(part: CheckInPart, names: { therapist: string; day: string }): string {
  const { text } = checkIn.questions[checkInParts.indexOf(part)] ?? checkIn.questions[0];
  // A replacer function, so that a name with "$&" in it stays a name.
  return text.replace('{therapist}', () => names.therapist).replace('{day}', () => names.day);
}

const tick = z
  .int()
  .min(0)
  .max(checkIn.options.length - 1);

/** Complete, as handed in: the four positions (0 "Not at all" … 4 "Completely"), the open line or null, and who may read it. */
export const checkInAnswersSchema = z.strictObject({
  bond: tick,
  goals: tick,
  tasks: tick,
  whole: tick,
  note: textSchema(checkIn.open.maxLength).nullable(),
  audience: z.enum(audiences),
});
export type CheckInAnswers = z.infer<typeof checkInAnswersSchema>;

/** A draft: any part of it, kept as it is answered; null takes an answer back. */
export const checkInDraftSchema = z.strictObject({
  bond: tick.nullish(),
  goals: tick.nullish(),
  tasks: tick.nullish(),
  whole: tick.nullish(),
  note: textSchema(checkIn.open.maxLength).nullish(),
  audience: z.enum(audiences).nullish(),
});
export type CheckInDraft = z.infer<typeof checkInDraftSchema>;
