import { type Frame, layOut, type Mail } from '../layout.ts';
import { copyReady } from './copy-ready.ts';
import { insuranceEnds } from './insurance-ends.ts';
import { keyEnds } from './key-ends.ts';
import { offerReady } from './offer-ready.ts';
import { oneTimeCode } from './one-time-code.ts';
import { sessionChanged } from './session-changed.ts';
import { somethingToRead } from './something-to-read.ts';
import { staffInvite } from './staff-invite.ts';
import { thingsToDo } from './things-to-do.ts';
import { timeOff } from './time-off.ts';
import { timesSet } from './times-set.ts';
import { wayInChanged } from './way-in-changed.ts';

/** Every mail that can leave. Add a file and a line. */
export const templates = {
  'one-time-code': oneTimeCode,
  'things-to-do': thingsToDo,
  'offer-ready': offerReady,
  'copy-ready': copyReady,
  'staff-invite': staffInvite,
  'something-to-read': somethingToRead,
  'session-changed': sessionChanged,
  'times-set': timesSet,
  'time-off': timeOff,
  'way-in-changed': wayInChanged,
  'insurance-ends': insuranceEnds,
  'key-ends': keyEnds,
} as const;

export type TemplateName = keyof typeof templates;
export type TemplateParams<T extends TemplateName> = Parameters<(typeof templates)[T]>[0];

export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(templates, name);
}

/** Subject, text and page of one mail. */
export function renderMail<T extends TemplateName>(template: T, params: TemplateParams<T>, frame: Frame): Mail {
  const write = templates[template] as (params: TemplateParams<T>) => ReturnType<(typeof templates)[T]>;
  return layOut(write(params), frame);
}
