/** What is wrong, and what a person does about it. */
export const alarmWords = {
  'none-yet': 'No backup has been made yet. The first one is made within a minute or two of the start.',
  failed: 'The last backup failed. It is tried again every half hour.',
  old: 'The last backup is more than 36 hours old. Is the server that makes them running?',
  'never-tried': 'No backup has been tried for 90 days. Whether it comes back is known only once it has.',
} as const;

export const reasonWords: Record<string, string> = {
  'no-folder': 'the folder for backups is not there',
  'no-room': 'the disk is full',
  'not-allowed': 'Heather may not write to the folder',
  database: 'the database did not answer to the end',
  'cut-short': 'the server stopped in the middle',
  unexpected: 'the server’s log says why',
};

/** @param bytes → "3.4 MB" */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${step === 0 ? bytes : (bytes / 1000 ** step).toFixed(1)} ${units[step]}`;
}
