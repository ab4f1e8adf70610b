import './practice.css';
import type { StaffRouter } from '@heather/api/staff';
import { BackLink, Button, ButtonLink, CheckboxRows, ErrorSummary, Loading, PageTitle } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { Kept } from './identity-page.tsx';
import { ProfileForm } from './profile-form.tsx';
import { type Role, roleOptions, rolesInWords } from './role-list.ts';
import { StaffHours } from './staff-hours.tsx';
import { dayOf, useSaving, whenOf } from './use-saving.ts';

export type Person = inferRouterOutputs<StaffRouter>['practice']['getStaff'];

/** One person of the practice: what they do here, and for a therapist what they offer and when. */
export default function PersonPage({ params }: { params: Record<string, string | undefined> }) {
  const staffId = params.staffId ?? '';
  const found = useQuery(trpc.practice.getStaff.queryOptions({ staffId }));
  if (!found.data) return <Loading />;
  const person = found.data;
  return (
    <>
      <BackLink href="/staff" />
      <div className="page-head">
        <PageTitle title="Staff member">{person.fullName}</PageTitle>
        <p className="quiet">{headLine(person)}</p>
      </div>
      {person.state === 'left' ? (
        <ComeBack person={person} />
      ) : (
        <div className="set-up-forms stack">
          {person.state === 'invited' ? <ComeBack person={person} /> : null}
          <Roles key={`roles-${person.roles.join()}`} person={person} />
          {person.roles.includes('therapist') ? (
            <>
              <ProfileForm key={`profile-${person.id}`} person={person} />
              <StaffHours key={`hours-${person.id}`} person={person} />
            </>
          ) : null}
          <section>
            <h2>End of access</h2>
            <p className="quiet">You see first what they hold. Their clients and all that they wrote stay.</p>
            <p className="acts">
              <ButtonLink href={`/staff/${person.id}/leaving`}>End this person’s access</ButtonLink>
            </p>
          </section>
        </div>
      )}
    </>
  );
}

function headLine({ state, email, accessEndsAt, leftAt, roles }: Person): string {
  if (state === 'left')
    return `Left${leftAt === null ? '' : ` ${dayOf(leftAt)}`}. Was: ${rolesInWords(roles).toLowerCase()}.`;
  const ends = accessEndsAt === null ? '' : ` Access ends ${whenOf(accessEndsAt)}.`;
  return `${email}${state === 'invited' ? ', has not come in yet.' : '.'}${ends}`;
}

function ComeBack({ person }: { person: Person }) {
  const saving = useSaving();
  const invite = useMutation(trpc.practice.inviteAgain.mutationOptions(saving.options));
  return (
    <section>
      <ErrorSummary errors={saving.errors} />
      <p className="quiet">
        {person.state === 'left'
          ? 'They cannot come in. An invitation lets them back, with a new password and a new second step.'
          : 'A new invitation ends the one before.'}
      </p>
      <p className="acts">
        <Button busy={invite.isPending && 'Inviting…'} onClick={() => invite.mutate({ staffId: person.id })}>
          Invite again
        </Button>
        <span role="status" className="quiet">
          {saving.isKept ? 'The invitation is on its way.' : ''}
        </span>
      </p>
    </section>
  );
}

function Roles({ person }: { person: Person }) {
  const [roles, setRoles] = useState<Role[]>(person.roles);
  const saving = useSaving();
  const change = useMutation(trpc.practice.changeRoles.mutationOptions(saving.options));
  const onChange = () => {
    const isSound = saving.isSound(roles.length === 0 ? [{ field: 'roles', message: 'Choose one role at least' }] : []);
    if (isSound && !change.isPending) change.mutate({ staffId: person.id, roles });
  };
  return (
    <section>
      <ErrorSummary errors={saving.errors} />
      <h2>Roles</h2>
      <CheckboxRows
        name="roles"
        legend="What they do here"
        options={roleOptions}
        values={roles}
        onChange={setRoles}
        error={saving.errorOf('roles')}
      />
      <p className="acts">
        <Button busy={change.isPending && 'Changing…'} onClick={onChange}>
          Change the roles
        </Button>
        <Kept isKept={saving.isKept} />
      </p>
    </section>
  );
}
