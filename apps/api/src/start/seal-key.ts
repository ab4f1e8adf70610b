import { prepareSealKeys } from '../agreements/seal-key.ts';
import type { Shell } from '../shell.ts';
import { StartProblem } from './start-problem.ts';

/**
 * Proves before anybody can sign that what they sign can be sealed: a missing certificate found later leaves signed agreements
 * unsealed (the commonest failure of other signing software).
 * @returns whether the key is there, for /readyz
 * @throws StartProblem when the key cannot be opened
 */
export async function prepareSealKey(shell: Shell): Promise<() => Promise<boolean>> {
  try {
    return await prepareSealKeys(shell);
  } catch (error) {
    if (error instanceof Error && error.name === 'DatabaseProblem') throw error;
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    throw new StartProblem(
      `The key that seals signed agreements cannot be used (${reason}): restore it from a backup of the database.`,
    );
  }
}
