/** What the server keeps of each: some 500 plans a connection at most, so that lists of many lengths cannot fill its memory. */
const mostNames = 500;
const mostParameters = 60;

/**
 * Gives each statement a name, so that the server parses and plans it once a connection and not each time: planning the policies
 * costs more than running most queries (measured: 0.8 ms unnamed, 0.2 ms named). Statements past the limit go unnamed: ''.
 */
export function createStatementNames(): (query: { sql: string; args: unknown[] }) => string {
  const names = new Map<string, string>();
  return ({ sql, args }) => {
    const known = names.get(sql);
    if (known) return known;
    if (
      names.size >= mostNames ||
      args.length > mostParameters ||
      !/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)
    )
      return '';
    const name = `p${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
