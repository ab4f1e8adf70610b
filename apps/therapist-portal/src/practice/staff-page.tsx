import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import { BackLink, ButtonLink, Loading, PageTitle } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { trpc } from '../app/trpc.ts';
import { rolesInWords } from './role-list.ts';
import { dayOf, whenOf } from './use-saving.ts';

type Person = inferRouterOutputs<StaffRouter>['practice']['listStaff']['people'][number];

/** Everybody who works here, is asked to, or did. */
export default function StaffPage(_: { params: Record<string, string | undefined> }) {
  const found = useQuery(trpc.practice.listStaff.queryOptions());
  if (!found.data) return <Loading />;
  const { people } = found.data;
  const here = people.filter(({ state }) => state !== 'left');
  const left = people.filter(({ state }) => state === 'left');
  return (
    <>
      <BackLink href="/set-up" />
      <PageTitle title="Staff" />
      <Rows people={here} />
      <p className="acts">
        <ButtonLink href="/staff/new">Invite somebody</ButtonLink>
      </p>
      {left.length === 0 ? null : (
        <section>
          <h2>Have left</h2>
          <Rows people={left} />
        </section>
      )}
    </>
  );
}

function Rows({ people }: { people: readonly Person[] }) {
  return (
    <ul className="rows staff-rows">
      {people.map((person) => (
        <li key={person.id}>
          <a href={`/staff/${person.id}`}>{person.name}</a>
          <span className="quiet">{rolesInWords(person.roles)}</span>
          <span className="quiet">{standing(person)}</span>
        </li>
      ))}
    </ul>
  );
}

function standing({ state, invitedUntil, accessEndsAt, leftAt, insurance }: Person): string {
  if (state === 'left') return leftAt === null ? 'Left' : `Left ${dayOf(leftAt)}`;
  if (state === 'invited')
    return invitedUntil === null || Date.parse(invitedUntil) < Date.now()
      ? 'Invitation has run out'
      : `Invited, until ${dayOf(invitedUntil)}`;
  if (accessEndsAt !== null) return `Access ends ${whenOf(accessEndsAt)}`;
  if (insurance === null) return '';
  if (insurance.daysLeft === null) return 'Insurance not told';
  if (insurance.daysLeft < 0) return 'Insurance has ended';
  return insurance.daysLeft <= 60 ? `Insurance ends in ${insurance.daysLeft} days` : '';
}
