export type TaskState = 'not-begun' | 'half-done' | 'done';
export type Task = {
  key: string;
  heading: string;
  state: TaskState;
  /** Words to read, if every line is opened. */
  words?: number;
  /** Questions to answer or boxes to fill in. */
  questions?: number;
};

/** Silent reading runs at about 238 words a minute (Brysbaert 2019); we count 200, as this is read with care. */
const wordsPerMinute = 200;
const secondsPerQuestion = 12;

/** Whole minutes, one at least. */
export function minutesFor(task: Pick<Task, 'words' | 'questions'>): number {
  const seconds = ((task.words ?? 0) / wordsPerMinute) * 60 + (task.questions ?? 0) * secondsPerQuestion;
  return Math.max(1, Math.round(seconds / 60));
}

/** What a client is asked for, and honestly how long it takes: "3 things, about 6 minutes". Done things no longer count. */
export function packSummary(tasks: readonly Task[]) {
  const timed = tasks.map((task) => ({ ...task, minutes: minutesFor(task) }));
  const left = timed.filter((task) => task.state !== 'done');
  const minutes = left.reduce((sum, task) => sum + task.minutes, 0);
  const things = `${left.length} ${left.length === 1 ? 'thing' : 'things'}`;
  return {
    tasks: timed,
    left: left.length,
    minutes,
    sentence:
      left.length === 0 ? 'Nothing to do' : `${things}, about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    leftSentence: left.length === 0 ? 'All done' : `${things} left`,
  };
}
