/** How many of each are kept: of the last days, of the weeks before, of the months before. */
export type Rotation = { daily: number; weekly: number; monthly: number };
export const usualRotation: Rotation = { daily: 7, weekly: 4, monthly: 12 };

/** Where backups go and what makes them. The addresses are of the roles that read all there is to keep. */
export type BackupSettings = {
  folder: string;
  masterKey: Uint8Array;
  urls: { worker: string; auth: string; owner: string };
  rotation: Rotation;
};
