import { wasBornAsDemonstration } from '../demonstration/conditions.ts';
import type { Shell } from '../shell.ts';

/**
 * What a point of the crash tests does: ends the process there and then, if it is the one that was asked for (HEATHER_FAULT) and nobody real
 * can be hurt by it. That is on an embedded database whose every practice was born as a demonstration; anywhere else, and where there is no
 * practice yet, it does nothing.
 */
export function faultPoint(
  asked: string | null,
  isEmbedded: boolean,
  practices: readonly { bornAsDemonstrationAt: Date | null }[],
  end: () => void = () => process.kill(process.pid, 'SIGKILL'),
): Shell['faultAt'] {
  const isDemonstration =
    practices.length > 0 &&
    practices.every((practice) => wasBornAsDemonstration({ isDemonstration: practice.bornAsDemonstrationAt !== null }));
  if (asked === null || !isEmbedded || !isDemonstration) return () => {};
  return (point) => {
    if (point === asked) end();
  };
}
