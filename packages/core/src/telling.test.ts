import { expect, it } from 'vitest';
import { isTelling } from './telling.ts';

it.each(['Appointments', 'Fern Row', 'C. Nolan', 'post@fernrow.example', 'reminders@fernrow.example'])(
  '%s tells a stranger nothing',
  (text) => expect(isTelling(text)).toBe(false),
);

it.each([
  'Fern Row Counselling',
  'The Psychotherapy Rooms',
  'hello@couples-therapy.example',
  'Leeds Trauma Clinic',
  'Well-being',
  'Mind Leeds',
  'mental\u00adhealth@x.example',
  'ＣＢＴ now',
  'C.B.T. Leeds',
])('%s tells what is done there', (text) => expect(isTelling(text)).toBe(true));
