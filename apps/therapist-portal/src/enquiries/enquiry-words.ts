import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

export type EnquiryInput = inferRouterInputs<StaffRouter>['enquiries']['add']['enquiry'];
export type EnquiryShown = inferRouterOutputs<StaffRouter>['enquiries']['get'];
export type Wishes = EnquiryInput['practical']['wishes'];
export type Need = EnquiryShown['needs'][number];

export const stateWords: Record<string, string> = {
  new: 'Not read yet',
  suitable: 'Suitable',
  assessment: 'Assessment session first',
  'referred-on': 'Referred on',
  withdrawn: 'Withdrawn',
};
export const sourceWords: Record<string, string> = {
  web: 'Web page',
  telephone: 'Telephone',
  imported: 'From the system before',
};
export const kindWords: Record<string, string> = {
  individual: 'One person',
  couple: 'A couple',
  family: 'A family',
  group: 'A group',
};
export const placeWords = { room: 'In a room', online: 'Online', telephone: 'By telephone' } as const;
export const genderWords = { woman: 'A woman', man: 'A man', 'non-binary': 'A non-binary person' } as const;
export const needWords: Record<Need, string> = {
  interpreter: 'An interpreter',
  'hearing-loop': 'A hearing loop',
  'large-print': 'Large print',
  'quiet-room': 'A quiet room with soft light',
  'short-breaks': 'Short breaks',
  'camera-off': 'Camera off when online',
  'plain-words-in-writing': 'Notes of what was said, in plain words',
};

/** 'Monday 23 November, 10:04' on this device's clock. */
export function momentWords(at: string): string {
  const date = new Date(at);
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${day.format(date).replace(',', '')}, ${time.format(date)}`;
}

/** '45' or '£45.50' → pence; undefined for nothing; NaN for what is no amount. */
export function penceOf(text: string): number | undefined {
  const clean = text.trim().replace(/^£/, '');
  if (clean === '') return undefined;
  return /^\d{1,4}(\.\d{2})?$/.test(clean) ? Math.round(Number(clean) * 100) : Number.NaN;
}
