import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Rotation } from './settings.ts';

const ours = /^heather-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.heather$/;

/**
 * Which of these files stay: the newest of each of the last days, weeks and months that have one. The newest always stays; what is not
 * named as we name backups is nobody's to remove.
 */
export function toRemove(names: readonly string[], rotation: Rotation): string[] {
  const backups = names.filter((name) => ours.test(name)).sort((a, b) => (a < b ? 1 : -1));
  const kept = new Set(backups.slice(0, 1));
  const spans: [number, (on: Temporal.PlainDate) => string][] = [
    [rotation.daily, (on) => on.toString()],
    [rotation.weekly, (on) => `${on.yearOfWeek}-${on.weekOfYear}`],
    [rotation.monthly, (on) => on.toPlainYearMonth().toString()],
  ];
  for (const [howMany, spanOf] of spans) {
    const seen = new Set<string>();
    for (const name of backups) {
      const span = spanOf(Temporal.PlainDate.from(ours.exec(name)?.[1] as string));
      if (seen.has(span)) continue;
      if (seen.size === howMany) break;
      seen.add(span);
      kept.add(name);
    }
  }
  return backups.filter((name) => !kept.has(name));
}

/** Removes what rotation does not keep, with its checksum. @returns the names */
export function rotate(folder: string, rotation: Rotation): string[] {
  const removed = toRemove(readdirSync(folder), rotation);
  for (const name of removed) for (const path of [name, `${name}.sha256`]) rmSync(join(folder, path), { force: true });
  return removed;
}
