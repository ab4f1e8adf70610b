/** Pence as people say them: £45, £45.50. */
export function money(pence: number): string {
  return `£${pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2)}`;
}
