import './clients.css';
import { dayAndMonth } from '@heather/alliance';
import type { StaffRouter } from '@heather/api/staff';
import { isMeasureKey, measures } from '@heather/outcomes';
import { Button, ButtonLink, Loading, Trouble } from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { ClientHead, clientHeadOptions } from '../app/client-head.tsx';
import { useFirstButton } from '../app/first-button.ts';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

type Head = inferRouterOutputs<StaffRouter>['clients']['get'];
type Now = inferRouterOutputs<StaffRouter>['clients']['now'];

const howFar: Record<string, string> = { open: 'asked', begun: 'begun', 'not-today': 'left for today' };

/** Where this stands: the frame in a line, the next session, what is open. */
export default function NowPage({ params }: { params: Record<string, string | undefined> }) {
  const clientId = params.clientId ?? '';
  const head = useQuery(clientHeadOptions(clientId));
  if (!head.data) return <Loading />;
  const isOwn = head.data.parts.includes('course');
  return (
    <>
      <ClientHead clientId={clientId} current="now" />
      <div className="now-columns">
        <div className="stack">{isOwn ? <Between head={head.data} /> : <Frame head={head.data} />}</div>
        <aside className="stack">
          {isOwn ? <Frame head={head.data} /> : null}
          <section>
            <h2>Reaching {head.data.client.firstName}</h2>
            <ul className="plain-list">
              {head.data.ways.map((way) => (
                <li key={way}>{way}</li>
              ))}
            </ul>
            <p>
              <a href={`/clients/${clientId}/reaching`}>Safe contact and the people around them</a>
            </p>
          </section>
        </aside>
      </div>
    </>
  );
}

function Frame({ head: { client, agreement, next, therapist } }: { head: Head }) {
  return (
    <section>
      <h2>What holds</h2>
      <dl className="pairs">
        <div>
          <dt>Agreement</dt>
          <dd>
            {agreement === null ? (
              'None yet.'
            ) : (
              <>
                {agreement.state === 'agreed' ? null : <b>Not signed: </b>}
                {agreement.line}
                {agreement.isChanging ? <b> A change waits to be signed.</b> : null}
              </>
            )}{' '}
            <a href={`/clients/${client.id}/agreement`}>Open the agreement</a>
          </dd>
        </div>
        <div>
          <dt>Next session</dt>
          <dd>
            {next === null ? 'None is booked.' : `${next.when}, ${next.place}.`}{' '}
            <a href={`/clients/${client.id}/sessions`}>Open the sessions</a>
          </dd>
        </div>
        {therapist === null ? null : (
          <div>
            <dt>Therapist</dt>
            <dd>{therapist}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** For the therapist alone: what the client said, and what waits for the two of them. */
function Between({ head: { client } }: { head: Head }) {
  const now = useQuery(trpc.clients.now.queryOptions({ clientId: client.id }));
  const kind = useFirstButton();
  if (!now.data) return <Loading />;
  const { alert, wish, signals, note, asked, checkInsPlanned, todayOn } = now.data;
  return (
    <>
      {alert === null ? null : (
        <section>
          <h2>Safety answer waiting</h2>
          <p>Since {alert.since}.</p>
          <p className="acts">
            <ButtonLink href={`/alerts/${alert.alertId}`}>Read {client.firstName}’s answer</ButtonLink>
          </p>
        </section>
      )}
      <section>
        <h2>For the next session</h2>
        <p>
          {wish === null ? (
            <span className="quiet">{client.firstName} has not written a line yet.</span>
          ) : (
            <>
              <span className="quiet">Today I’d like</span> <q>{wish}</q>
            </>
          )}
        </p>
      </section>
      <Signals client={client} signals={signals} todayOn={todayOn} kind={kind} />
      {note === null ? null : (
        <section>
          <h2>Last said after a session</h2>
          <p>
            <q>{note.words}</q>
          </p>
          <p className="quiet">
            After {dayAndMonth(note.on)}.{' '}
            {note.forSupervisor ? 'You and your supervisor may read it.' : 'For you alone.'}
          </p>
        </section>
      )}
      <section>
        <h2>Asked of {client.firstName}</h2>
        {asked.length === 0 ? (
          <p className="quiet">No questions are open.</p>
        ) : (
          <ul className="rows">
            {asked.map(({ id, what, state }) => (
              <li key={id}>
                {what === 'check-in' ? 'Check-in' : isMeasureKey(what) ? measures[what].name : what}
                <span className="quiet">, {howFar[state] ?? state}</span>
              </li>
            ))}
          </ul>
        )}
        <CheckInSwitch clientId={client.id} isOn={checkInsPlanned} />
      </section>
    </>
  );
}

type SignalsProps = { client: Head['client']; signals: Now['signals']; todayOn: string; kind: 'primary' | 'edged' };

/** The sentences that wait for a conversation. Recorded, it cannot be taken back. */
function Signals({ client, signals, todayOn, kind }: SignalsProps) {
  const talked = useMutation(
    trpc.measures.talkedAbout.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.clients.pathFilter()),
          queryClient.invalidateQueries(trpc.measures.pathFilter()),
          queryClient.invalidateQueries(trpc.day.pathFilter()),
        ]),
    }),
  );
  if (signals.length === 0) return null;
  const record = () => {
    const subjects = signals.map(({ id }) => ({ subjectType: 'alliance-signal' as const, subjectId: id }));
    talked.mutate({ clientId: client.id, talkedOn: todayOn, subjects });
  };
  return (
    <section>
      <h2>Not yet talked about</h2>
      {signals.map(({ id, sentence }) => (
        <p key={id}>{sentence}</p>
      ))}
      <p className="acts">
        <Button kind={kind} busy={talked.isPending && 'Recording…'} onClick={record}>
          We talked about it
        </Button>
      </p>
      {talked.error ? <Trouble error={talked.error} onRetry={record} /> : null}
    </section>
  );
}

function CheckInSwitch({ clientId, isOn }: { clientId: string; isOn: boolean }) {
  const plan = useMutation(
    trpc.checkIns.plan.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.clients.pathFilter()) }),
  );
  const change = () => plan.mutate({ clientId, isOn: !isOn });
  return (
    <>
      <p>
        {isOn ? 'A check-in is asked after each session. ' : 'No check-in is asked after sessions. '}
        <Button kind="link" busy={plan.isPending && 'Changing…'} onClick={change}>
          {isOn ? 'Ask no more' : 'Ask after each session'}
        </Button>
      </p>
      {plan.error ? <Trouble error={plan.error} onRetry={change} /> : null}
    </>
  );
}
