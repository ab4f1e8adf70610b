/** One line for the person at the terminal. The log is another thing (standard error, JSON, HEATHER_LOG). */
export type Say = (line: string) => void;

export const say: Say = (line) => {
  process.stdout.write(`${line}\n`);
};
