/** What somebody may do here; one person may hold several. */
export const roleOptions = [
  { value: 'manager', label: 'Manager', hint: 'Sees the frame of every course, and never what is said in it.' },
  { value: 'clinical-lead', label: 'Clinical lead', hint: 'Decides about enquiries; stands on the safety ladder.' },
  { value: 'therapist', label: 'Therapist', hint: 'Works with their own clients.' },
  { value: 'supervisor', label: 'Supervisor', hint: 'Sees what is brought to supervision.' },
  { value: 'front-desk', label: 'Front desk', hint: 'Books, rings and answers; nothing clinical.' },
] as const;
export type Role = (typeof roleOptions)[number]['value'];

/** ['therapist', 'supervisor'] → "Therapist, supervisor". */
export function rolesInWords(roles: readonly string[]): string {
  const words = roles.map((role) => roleOptions.find(({ value }) => value === role)?.label.toLowerCase() ?? role);
  const all = words.length === 0 ? 'no role' : words.join(', ');
  return all.charAt(0).toUpperCase() + all.slice(1);
}
