import { createLikenessIndex, type LikeReason, likenessOf } from '../../clients/merge/alike.ts';
import type { Plan } from '../core/plan.ts';
import type { Problem, ProblemCode } from '../core/problems.ts';
import type { ClientLine } from '../core/read-client.ts';
import { eachLine, fingerprints, loadErased, loadKnown, type Moving } from './moving.ts';

/** A line that comes in: as somebody new, as somebody who is here, or as the one of an earlier line. */
export type ClientReady = { line: ClientLine; fingerprint: string; kind: 'reference' | 'person'; who: string } & (
  | { as: 'new' }
  | { as: 'here'; clientId: string }
  | { as: 'line'; sameAsLine: number }
);

/** Somebody of the file who may be one person with somebody else. */
export type Double = {
  line: number;
  name: string;
  bornOn: string | null;
  choice: 'same' | 'same-as-line' | 'another' | null;
  here: { clientId: string; name: string; bornOn: string | null; reasons: LikeReason[]; isChosen: boolean }[];
  earlier: { line: number; name: string; bornOn: string | null; reasons: LikeReason[] }[];
};

export type MatchedClients = {
  ready: ClientReady[];
  known: number;
  problems: Problem[];
  doubles: Double[];
  sharedEmails: Set<string>;
};

type Here = {
  id: string;
  firstName: string;
  lastName: string;
  knownAs: string | null;
  bornOn: Date | null;
  email: string | null;
  telephone: string | null;
};

/** Who of the file is here already, who may be, and who is new. It reads everybody's name, birth date and ways to be reached once. */
export async function matchClients(moving: Moving, lines: readonly ClientLine[], plan: Plan): Promise<MatchedClients> {
  type Mark = { line: ClientLine; who: string; kind: 'reference' | 'person'; fingerprint: string };
  const marked: Mark[] = [];
  await eachLine(lines, (line) => {
    const who = fingerprints.who(moving, line);
    if (line.reference === null)
      marked.push({ line, who, kind: 'person', fingerprint: fingerprints.person(moving, line) });
    else marked.push({ line, who, kind: 'reference', fingerprint: fingerprints.reference(moving, line.reference) });
  });
  const of = (kind: string) => marked.flatMap((one) => (one.kind === kind ? [one.fingerprint] : []));
  const known = new Map([
    ...(await loadKnown(moving, 'reference', of('reference'))),
    ...(await loadKnown(moving, 'person', of('person'))),
  ]);
  const isErased = await loadErased(
    moving,
    marked.flatMap(({ kind, fingerprint, who }) => [
      { kind, fingerprint },
      { kind: 'who', fingerprint: who },
    ]),
  );
  const people = await loadHere(moving);
  const here = createLikenessIndex<Here>();
  await eachLine(people, (one) => here.add(likenessOf({ ...one, bornOn: dayOf(one.bornOn) }), one));
  const inFile = createLikenessIndex<ClientLine>();
  const seen = new Map<string, string>();
  const found: MatchedClients = { ready: [], known: 0, problems: [], doubles: [], sharedEmails: new Set() };
  await eachLine(marked, (mark) => {
    const { line, fingerprint, who, kind } = mark;
    const stop = (code: ProblemCode) => found.problems.push({ line: line.line, column: null, code });
    if (isErased(kind, fingerprint) || (line.bornOn !== null && isErased('who', who))) {
      stop('erased-here');
      return;
    }
    const before = known.get(fingerprint);
    if (before) {
      if (kind === 'reference' && before.who !== null && before.who !== who) stop('reference-is-another');
      else found.known += 1;
      return;
    }
    const twin = seen.get(fingerprint);
    if (twin !== undefined) {
      stop(kind === 'reference' && twin !== who ? 'reference-twice' : 'line-twice');
      return;
    }
    seen.set(fingerprint, who);
    const likeness = likenessOf(line);
    const fits = here.find(likeness);
    const earlier = inFile.find(likeness);
    const choice = plan.doubles[String(line.line)];
    if (fits.length > 0 || earlier.length > 0) found.doubles.push(doubleOf(line, fits, earlier, choice));
    inFile.add(likeness, line);
    if (choice === undefined && fits.length > 0) stop('may-be-here');
    else if (choice === undefined && earlier.length > 0) stop('may-be-in-file');
    else if (choice === undefined || choice === 'another') found.ready.push({ ...mark, as: 'new' });
    else if (choice === 'same-as-line') {
      const first = earlier.find(({ who: other }) => found.ready.some((one) => one.line === other));
      if (first) found.ready.push({ ...mark, as: 'line', sameAsLine: first.who.line });
      else stop('choice-outdated');
    } else if (fits.some(({ who: one }) => one.id === choice.sameAs))
      found.ready.push({ ...mark, as: 'here', clientId: choice.sameAs });
    else stop('choice-outdated');
  });
  found.sharedEmails = sharedEmails(found.ready, people);
  return found;
}

function doubleOf(
  line: ClientLine,
  fits: readonly { who: Here; reasons: LikeReason[] }[],
  earlier: readonly { who: ClientLine; reasons: LikeReason[] }[],
  choice: Plan['doubles'][string] | undefined,
): Double {
  const chosen = typeof choice === 'object' ? choice.sameAs : null;
  return {
    line: line.line,
    name: `${line.firstName} ${line.lastName}`,
    bornOn: line.bornOn,
    choice: chosen !== null ? 'same' : typeof choice === 'string' ? choice : null,
    here: fits.slice(0, 5).map(({ who, reasons }) => ({
      clientId: who.id,
      name: `${who.firstName} ${who.lastName}`,
      bornOn: dayOf(who.bornOn),
      reasons,
      isChosen: who.id === chosen,
    })),
    earlier: earlier.slice(0, 5).map(({ who, reasons }) => ({
      line: who.line,
      name: `${who.firstName} ${who.lastName}`,
      bornOn: who.bornOn,
      reasons,
    })),
  };
}

/** Everybody who goes on under their own record. */
function loadHere({ tx, practiceId }: Moving): Promise<Here[]> {
  return tx.$queryRaw<Here[]>`
    SELECT c.id, c.first_name AS "firstName", c.last_name AS "lastName", c.known_as AS "knownAs", c.born_on AS "bornOn", s.email, s.telephone
    FROM client c LEFT JOIN safe_contact s ON s.practice_id = c.practice_id AND s.client_id = c.id
    WHERE c.practice_id = ${practiceId}::uuid
      AND NOT EXISTS (SELECT FROM client_merge m WHERE m.practice_id = c.practice_id AND m.client_id = c.id AND m.undone_at IS NULL)`;
}

const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

/** Addresses that two people have: whoever reads one of them may read for the other. */
function sharedEmails(ready: readonly ClientReady[], people: readonly Here[]): Set<string> {
  const counts = new Map<string, number>();
  const add = (email: string | null) =>
    email !== null && counts.set(email.toLowerCase(), (counts.get(email.toLowerCase()) ?? 0) + 1);
  for (const { email } of people) add(email);
  for (const one of ready) if (one.as === 'new') add(one.line.email);
  return new Set([...counts].filter(([, count]) => count > 1).map(([email]) => email));
}
