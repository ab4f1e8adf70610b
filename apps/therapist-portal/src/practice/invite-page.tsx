import './practice.css';
import { BackLink, Button, CheckboxRows, Confirmation, ErrorSummary, PageTitle, TextInput } from '@heather/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../app/trpc.ts';
import { type Role, roleOptions } from './role-list.ts';
import { useSaving } from './use-saving.ts';

const nobody = { fullName: '', shortName: '', email: '', roles: [] as Role[] };

/** Somebody is asked in: they get a mail with a link that works once, and set up their own password and second step. */
export default function InvitePage(_: { params: Record<string, string | undefined> }) {
  const [said, setSaid] = useState(nobody);
  const [invited, setInvited] = useState<{ staffId: string; email: string } | null>(null);
  const saving = useSaving();
  const invite = useMutation(
    trpc.account.inviteStaff.mutationOptions({
      ...saving.options,
      onSuccess: async ({ staffId }) => {
        await saving.options.onSuccess();
        setInvited({ staffId, email: said.email });
      },
    }),
  );
  if (invited !== null) {
    return (
      <Confirmation
        title="Invited"
        heading="The invitation is on its way"
        next="The link works once, for seven days. Their page is ready meanwhile."
      >
        <p className="acts">
          <a href={`/staff/${invited.staffId}`}>Open their page</a>
          <a href="/staff">All staff</a>
        </p>
      </Confirmation>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isSound = saving.isSound([
      ...(said.fullName.trim() === '' ? [{ field: 'fullName', message: 'Give their full name' }] : []),
      ...(said.shortName.trim() === '' ? [{ field: 'shortName', message: 'Give their short name' }] : []),
      ...(said.email.includes('@') ? [] : [{ field: 'email', message: 'Give their work e-mail address' }]),
      ...(said.roles.length === 0 ? [{ field: 'roles', message: 'Choose what they do here' }] : []),
    ]);
    if (isSound && !invite.isPending) invite.mutate(said);
  };
  const field = (name: 'fullName' | 'shortName' | 'email') => ({
    name,
    value: said[name],
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
    error: saving.errorOf(name),
  });
  return (
    <div className="plain-page">
      <BackLink href="/staff" />
      <ErrorSummary errors={saving.errors} />
      <PageTitle title="Invite somebody" />
      <form onSubmit={submit} noValidate>
        <TextInput label="Full name" maxLength={120} {...field('fullName')} />
        <TextInput label="Short name" hint="As colleagues see it: “Leila A.”" maxLength={40} {...field('shortName')} />
        <TextInput label="Work e-mail address" type="email" maxLength={254} {...field('email')} />
        <div className="field-group">
          <CheckboxRows
            name="roles"
            legend="What they do here"
            options={roleOptions}
            values={said.roles}
            onChange={(roles) => setSaid({ ...said, roles })}
            error={saving.errorOf('roles')}
          />
        </div>
        <div className="acts">
          <Button kind="primary" type="submit" busy={invite.isPending && 'Inviting…'}>
            Send the invitation
          </Button>
        </div>
      </form>
    </div>
  );
}
