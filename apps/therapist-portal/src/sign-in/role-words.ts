const words: Record<string, string> = {
  manager: 'manager',
  'clinical-lead': 'clinical lead',
  therapist: 'therapist',
  supervisor: 'supervisor',
  'front-desk': 'front desk',
};

/** ['therapist', 'supervisor'] → "Therapist and supervisor". */
export function rolesInWords(roles: readonly string[]): string {
  const named = roles.map((role) => words[role] ?? role);
  const last = named.pop() ?? 'no role';
  const all = named.length === 0 ? last : `${named.join(', ')} and ${last}`;
  return all.charAt(0).toUpperCase() + all.slice(1);
}
