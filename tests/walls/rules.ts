import type { IForbiddenRuleType } from 'dependency-cruiser';

// The walls of the house, as rules over the graph of imports. A path is relative to the top of the repository;
// one of a package from the registry ends in node_modules/<name>/….

/** Which domain package may use which other: core for all, and this list alone. */
export const domainUses: Record<string, string[]> = {
  core: [],
  audit: [],
  confidentiality: [],
  scheduling: [],
  outcomes: [],
  policy: [],
  consent: ['confidentiality'],
  alliance: ['scheduling', 'confidentiality'],
  allocation: ['scheduling'],
};
const domains = Object.keys(domainUses).join('|');
const testFile = '\\.test\\.tsx?$';
const npm = (...names: string[]) => `(^|/)node_modules/(${names.join('|')})/`;

const error = 'error' as const;

/** A domain package: core, its list, zod. Policy may also name any domain's types. */
function domainRule([name, uses]: [string, string[]]): IForbiddenRuleType {
  const near = [name, 'core', ...uses].map((each) => `^packages/${each}/src/`);
  return {
    name: `domain-${name}`,
    severity: error,
    comment: `packages/${name} is pure: it may import ${[...new Set(['core', ...uses, 'zod'])].join(', ')} and nothing else`,
    from: { path: `^packages/${name}/src/`, pathNot: testFile },
    to: {
      pathNot: [...near, npm('zod'), ...(name === 'policy' ? [`^packages/(${domains})/src/`] : [])],
    },
  };
}

const policyTypes: IForbiddenRuleType = {
  name: 'policy-types-only',
  severity: error,
  comment: 'packages/policy may name the types of a domain, not run its code',
  from: { path: '^packages/policy/src/', pathNot: testFile },
  to: {
    path: `^packages/(${domains})/src/`,
    pathNot: '^packages/(policy|core)/src/',
    dependencyTypesNot: ['type-only'],
  },
};

/** A portal: its own folder, domain packages, ui, what it declares from the registry, and the types of its own router. */
function portalRules(portal: string, router: string): IForbiddenRuleType[] {
  const from = { path: `^apps/${portal}/src/`, pathNot: testFile };
  const own = `^apps/${portal}/`;
  const routerFile = `^apps/api/src/trpc/${router}-router\\.ts$`;
  return [
    {
      name: `${portal}-imports`,
      severity: error,
      comment: `${portal} may import domain packages, ui and the ${router} router's types`,
      from,
      to: { pathNot: [own, `^packages/(${domains}|ui)/`, routerFile, '(^|/)node_modules/'] },
    },
    {
      name: `${portal}-router-types-only`,
      severity: error,
      comment: 'the server never reaches the browser: import type from the router',
      from,
      to: { path: '^apps/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: `${portal}-areas`,
      severity: error,
      comment: 'an area of a portal knows the shell (src/app) and what is shared, not another area',
      from: { path: `^apps/${portal}/src/([^/]+)/`, pathNot: `^apps/${portal}/src/app/|${testFile}` },
      to: { path: `^apps/${portal}/src/[^/]+/`, pathNot: `^apps/${portal}/src/($1|app|shared)/` },
    },
  ];
}

const shell: IForbiddenRuleType[] = [
  {
    name: 'prisma-at-home',
    severity: error,
    comment: 'the database is spoken to by packages/database, apps/api, prisma/ and tests/ alone',
    from: { pathNot: ['^packages/database/', '^apps/api/', '^prisma/', '^tests/'] },
    to: { path: [npm('@prisma', 'prisma', '\\.prisma', 'pg', 'pg-boss'), '^packages/database/'] },
  },
  {
    name: 'packages-below-apps',
    severity: error,
    comment: 'a package is used by apps and knows none of them',
    from: { path: '^packages/' },
    to: { path: ['^apps/', '^tests/', '^prisma/'] },
  },
  {
    name: 'tests-stay-out',
    severity: error,
    comment: 'what runs for people imports nothing that is only for tests',
    from: { path: '^(apps|packages|prisma)/', pathNot: testFile },
    to: { path: ['^tests/', npm('vitest', '@playwright', 'axe-core', '@sparticuz'), testFile] },
  },
  {
    name: 'api-knows-no-portal',
    severity: error,
    comment: 'the server serves what the portals built and imports nothing of them',
    from: { path: '^apps/api/' },
    to: { path: '^apps/(therapist|client)-portal/' },
  },
  {
    name: 'no-cycles',
    severity: error,
    comment: 'two files that need each other are one file, or hide a third',
    from: { path: '^packages/' },
    to: { circular: true },
  },
  {
    name: 'no-cycles-at-run-time',
    severity: error,
    comment: 'files that load each other depend on who comes first (a cycle that import type cuts does not)',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolvable',
    severity: error,
    comment: 'an import that leads nowhere is invisible to every other wall',
    from: {},
    to: { couldNotResolve: true, pathNot: ['\\.css$', '/generated/', '\\?', '^virtual:'] },
  },
];

export const rules: IForbiddenRuleType[] = [
  ...Object.entries(domainUses).map(domainRule),
  policyTypes,
  ...portalRules('client-portal', 'client'),
  ...portalRules('therapist-portal', 'staff'),
  ...shell,
];
