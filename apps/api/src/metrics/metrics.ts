/** What is measured while Heather runs. Names of procedures and jobs, outcomes and milliseconds: never who, never whose, never what. */
export type Metrics = {
  /** @param name a row of the policy table @param outcome `ok` or the code of the refusal */
  called: (name: string, outcome: string, ms: number) => void;
  worked: (job: string, outcome: 'done' | 'failed', ms: number) => void;
};

export const noMetrics: Metrics = { called: () => {}, worked: () => {} };

/** Every attribute that a measurement may carry. A test reads what is exported and knows no other. */
export const attributeKeys = ['procedure', 'outcome', 'job', 'pool', 'state'] as const;
