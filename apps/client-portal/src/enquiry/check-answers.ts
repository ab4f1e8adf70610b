import type { FormError } from '@heather/ui';
import { type Answers, penceOf } from './answers.ts';

export type StepName =
  | 'notice'
  | 'not-at-once'
  | 'who'
  | 'safe'
  | 'details'
  | 'practical'
  | 'therapist'
  | 'brings'
  | 'check';

export const steps: readonly StepName[] = [
  'notice',
  'not-at-once',
  'who',
  'safe',
  'details',
  'practical',
  'therapist',
  'brings',
  'check',
];

const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
const isNumber = (text: string) => /^[+\d][\d ()./-]*$/.test(text.trim()) && text.replace(/\D/g, '').length >= 7;

/** What has to be put right on one page before the next. The server looks again. */
export function errorsOf(step: StepName, said: Answers): FormError[] {
  const errors: FormError[] = [];
  const need = (ok: boolean, field: string, message: string) => {
    if (!ok) errors.push({ field, message });
  };
  if (step === 'who') {
    need(said.firstName.trim() !== '', 'firstName', 'Type your first name');
    need(said.lastName.trim() !== '', 'lastName', 'Type your last name');
    need(said.episodeKind !== null, 'episodeKind', 'Choose who would come');
  }
  if (step === 'safe') need(said.safe.length > 0, 'safe', 'Choose at least one safe way to reach you');
  if (step === 'details') {
    if (said.safe.includes('email')) {
      need(isAddress(said.email), 'email', 'Type an e-mail address, like name@example.com');
      need(said.emailIsShared !== null, 'emailIsShared', 'Say if anyone else reads this e-mail');
    }
    if (said.safe.includes('telephone') || said.safe.includes('text')) {
      need(isNumber(said.telephone), 'telephone', 'Type a telephone number, like 07700 900123');
    }
    if (said.safe.includes('telephone')) {
      need(said.mayLeaveMessage !== null, 'mayLeaveMessage', 'Say if we may leave a message');
    }
    if (said.safe.includes('post')) {
      need(said.postalAddress.trim() !== '', 'postalAddress', 'Type the address that letters may go to');
    }
    const isOrdered = said.fromLocal === '' || said.untilLocal === '' || said.fromLocal < said.untilLocal;
    need(isOrdered, 'untilLocal', 'Choose an end that comes after the start');
  }
  if (step === 'practical') {
    need(!Number.isNaN(penceOf(said.feeCeiling)), 'feeCeiling', 'Type an amount in pounds, like 45');
  }
  return errors;
}
