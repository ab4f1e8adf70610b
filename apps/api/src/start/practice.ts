import type { Env } from '../env.ts';
import type { Shell } from '../shell.ts';
import { makeDemonstration } from './demonstration.ts';
import { makeFirstManager } from './first-manager.ts';
import type { Say } from './say.ts';

/**
 * Sees to it that there is a practice: on an empty embedded database a demonstration, unless told otherwise; else an empty practice
 * with a link for its first manager. What is there already is left alone.
 * @returns lines that say how to get in
 */
export async function ensurePractice(shell: Shell, env: Env, say: Say): Promise<string[]> {
  let practices = await shell.database.lookups.practices();
  const mayBeDemonstration =
    env.wantsDemonstration && shell.place.isEmbedded && shell.place.outsideServices.length === 0;
  if (practices.length === 0 && mayBeDemonstration) {
    say('Making a demonstration practice: made-up people, a year of made-up history …');
    await makeDemonstration(shell);
    practices = await shell.database.lookups.practices();
  }
  if (practices.some((practice) => practice.bornAsDemonstrationAt)) {
    return [
      'This is a demonstration: nobody in it is real. On either page choose “Look round as …” to sign in with one click.',
    ];
  }
  return makeFirstManager(shell, practices[0]?.practiceId ?? null);
}
