import './clients.css';
import type { StaffRouter } from '@heather/api/staff';
import { dateLabel } from '@heather/scheduling';
import { Button, Loading } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { ClientHead, clientHeadOptions } from '../app/client-head.tsx';
import { trpc } from '../app/trpc.ts';
import { ContactForm } from './contact-form.tsx';
import { PeopleAround } from './people-around.tsx';
import { WhoTheyAre } from './who-they-are.tsx';

export type Reaching = inferRouterOutputs<StaffRouter>['clients']['get'];

/** How somebody may be reached without harm, and who is around them. */
export default function ReachingPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const head = useQuery(clientHeadOptions(clientId));
  const refused = useQuery(trpc.mail.ofClient.queryOptions({ clientId }));
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const mayMakeCode = shell.data?.person?.roles.includes('therapist') === true;
  const [isEditing, setIsEditing] = useState(false);
  if (!head.data) return <Loading />;
  const { client, ways, confirmedOn, isMailUnproven, mayEdit, people, contact } = head.data;
  return (
    <>
      <ClientHead clientId={clientId} current="reaching" />
      <div className="reaching stack">
        <section>
          <h2>Safe contact</h2>
          {isEditing ? (
            <ContactForm clientId={clientId} contact={contact} onDone={() => setIsEditing(false)} />
          ) : (
            <>
              <ul className="plain-list">
                {ways.map((way) => (
                  <li key={way}>{way}</li>
                ))}
              </ul>
              <p className="quiet">
                {confirmedOn === null
                  ? `${client.firstName} has not yet confirmed this.`
                  : `${client.firstName} confirmed this on ${confirmedOn}.`}{' '}
                Use no other way.
              </p>
              {refused.data ? (
                <p>
                  <b>
                    {refused.data.why === 'address'
                      ? 'Mail to this address was refused: check it with them.'
                      : 'No mail server has taken our mail to this address.'}
                  </b>{' '}
                  Nothing has reached them by e-mail since {dateLabel(refused.data.at.slice(0, 10))}.
                </p>
              ) : null}
              {isMailUnproven ? (
                <p>
                  We mail no sign-in code to this e-mail address before {client.firstName} has said that it is theirs.
                  Until then their way in is a code that their therapist says, or a passkey.
                </p>
              ) : null}
              {mayEdit ? (
                <p className="acts">
                  <Button onClick={() => setIsEditing(true)}>Change safe contact</Button>
                </p>
              ) : null}
              {mayMakeCode ? (
                <p>
                  <a href={`/clients/${clientId}/sign-in-code`}>Make a code to say, for signing in</a>
                </p>
              ) : null}
            </>
          )}
        </section>
        <PeopleAround clientId={clientId} people={people} mayEdit={mayEdit} />
        <WhoTheyAre client={client} mayEdit={mayEdit} />
      </div>
    </>
  );
}
