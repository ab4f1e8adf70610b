/** What happened on one day of a course, in order of time. */
export type CourseEntry = {
  /** YYYY-MM-DD, the practice's own day. */
  on: string;
  /** `answer`: a measure filled in between sessions; it has a score and no knot. */
  kind: 'agreed' | 'session' | 'answer' | 'break' | 'today';
  score?: number | null;
  /** One value a lane, 0 (the lowest answer) upwards; null where it was left. */
  checkIn?: readonly (number | null)[];
  /** The lanes whose answer stands in a ring: what @heather/alliance signalled. Nothing is decided here. */
  ringed?: readonly number[];
  rupture?: 'open' | 'repaired';
  /** For an agreement or a break: what to write beside it. */
  words?: string;
};

export type CourseData = {
  entries: readonly CourseEntry[];
  scale: {
    /** The measure's whole range, always shown in full. */
    max: number;
    tick: number;
    /** From the lowest upwards; each ends where the next begins. */
    bands: readonly { name: string; from: number }[];
    cutoff?: { at: number; words: string };
    /** Round the first score: a change inside it could be chance. */
    corridor?: { points: number; words: string };
  };
  /** The questions of the check-in; answers from the lowest. */
  lanes: readonly { name: string; answers: readonly string[] }[];
  lanesWords?: string;
};

export type Point = { x: number; y: number };

/** Places and words, in SVG user units. Pure data: the same for the page, a print and a test. */
export type CourseGeometry = {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  nameX: number;
  bands: { name: string; nameY: number; y: number; height: number; shaded: boolean }[];
  corridor: { y: number; height: number; words: string } | null;
  ticks: { value: number; y: number }[];
  cut: { y: number; words: string } | null;
  events: { x: number; from: number; to: number; words: string | null }[];
  score: string[];
  gaps: string[];
  dots: Point[];
  values: (Point & { words: string })[];
  dates: { x: number; words: string; strong: boolean }[];
  thread: {
    y: number;
    lived: string;
    knots: number[];
    today: number | null;
    labels: { x: number; words: string; anchor: 'start' | 'middle'; strong: boolean }[];
  };
  lanes: { name: string; y: number; line: string; dots: (Point & { ringed: boolean })[]; last: string | null }[];
  lanesY: number;
  lanesWords: string;
};
