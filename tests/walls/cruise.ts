import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { rules } from './rules.ts';

/** One import that goes through a wall. */
export type Violation = { rule: string; from: string; to: string; why: string };

/**
 * Reads every module under `folders` of the tree at `top` → how many there were, and each violation. The count is
 * part of the answer because a cruiser without a TypeScript it can use reads nothing and finds nothing wrong.
 */
export async function findViolations(
  top: string,
  folders: string[],
): Promise<{ modules: number; violations: Violation[] }> {
  const { output } = await cruise(folders, {
    baseDir: top,
    validate: true,
    ruleSet: { forbidden: rules },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated|test-results)/' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
    },
  });
  const { modules, summary } = output as ICruiseResult;
  const why = new Map(rules.map((rule) => [rule.name, rule.comment ?? '']));
  return {
    modules: modules.filter((each) => /\.(ts|tsx|mjs)$/.test(each.source) && !each.source.includes('node_modules'))
      .length,
    violations: summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      from,
      to: cycle ? cycle.map((each) => each.name).join(' → ') : to,
      why: why.get(rule.name) ?? '',
    })),
  };
}
