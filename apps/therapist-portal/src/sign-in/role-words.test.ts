import { expect, it } from 'vitest';
import { rolesInWords } from './role-words.ts';

it.each([
  [['manager'], 'Manager'],
  [['therapist', 'supervisor'], 'Therapist and supervisor'],
  [['manager', 'therapist', 'front-desk'], 'Manager, therapist and front desk'],
  [[], 'No role'],
])('%j reads as “%s”', (roles, words) => expect(rolesInWords(roles)).toBe(words));
