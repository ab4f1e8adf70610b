import {
  BackLink,
  Button,
  ButtonLink,
  ErrorSummary,
  Loading,
  PageTitle,
  readRefusal,
  TextArea,
  useAct,
} from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmItIsYou } from '../app/confirm-it-is-you.tsx';
import { queryClient } from '../app/query-client.ts';
import { api, trpc } from '../app/trpc.ts';
import { type Asked, type Copy, dayWords, kindWords, standsWords, stepWords } from './rights-words.ts';

const refresh = () => queryClient.invalidateQueries(trpc.rights.pathFilter());

/** What I may ask about what is kept, what I asked, and a copy that lies ready. */
export default function RecordPage() {
  const mine = useQuery(trpc.rights.mine.queryOptions());
  const copies = useQuery(trpc.rights.myCopies.queryOptions());
  const { busy, errors, act } = useAct();
  const [wants, setWants] = useState<string | null>(null);
  const fetchFile = (packId: string) => {
    window.location.assign(`/files/record/${packId}`);
    setWants(null);
  };
  const open = (packId: string) =>
    act(packId, async () => {
      try {
        await api.rights.openMyCopy.mutate({ packId });
        fetchFile(packId);
      } catch (error) {
        if (readRefusal(error).code !== 'step-up-needed') throw error;
        setWants(packId);
      }
    });
  if (!mine.data || !copies.data) return <Loading />;
  if (wants !== null)
    return (
      <ConfirmItIsYou
        why="The copy holds everything we keep about you, so we make sure first."
        onDone={() => fetchFile(wants)}
      />
    );
  const { requests, controller } = mine.data;
  return (
    <div className="stack">
      <BackLink href="/" />
      <ErrorSummary errors={errors} />
      <PageTitle title="Your record">Your record</PageTitle>
      <p>
        You may have a copy of all that we keep about you. If something is wrong, we put it right. You can ask us to
        erase it, too. It costs nothing, and it changes nothing between you and your therapist.
      </p>
      <div className="acts-client">
        <ButtonLink kind="primary" href="/your-record/ask">
          Ask for something
        </ButtonLink>
      </div>
      {requests.length === 0 ? null : (
        <section className="stack">
          <h2>What you asked</h2>
          {requests.map((request) => (
            <Request
              key={request.id}
              request={request}
              copy={copies.data.find(({ requestId }) => requestId === request.id)}
              busy={busy}
              onOpen={(packId) => void open(packId)}
            />
          ))}
        </section>
      )}
      <Kept />
      <section>
        <h2>If you are not content</h2>
        <p>
          Tell us first, if you can: {controller.name}
          {controller.telephone ? `, ${controller.telephone}` : ''}. You can also complain to the Information
          Commissioner, at ico.org.uk or on 0303 123 1113. You can go to a court as well.
        </p>
        <p>
          <a href="/complaints">Complain about how we handle your data</a>
        </p>
      </section>
    </div>
  );
}

/** How long it is kept and why; and once an erasure is decided, its day, as long as they can still read it. */
function Kept() {
  const kept = useQuery(trpc.retention.mine.queryOptions());
  if (!kept.data) return <Loading />;
  const { ruleWords, keptUntilOn, erasesAfterAt, isShared } = kept.data;
  return (
    <section>
      <h2>How long we keep it</h2>
      {erasesAfterAt === null ? null : (
        <p role="status">
          <b>As you asked, your record is erased after {dayWords(erasesAfterAt.slice(0, 10))}.</b> Save your copy before
          then. If you do not want this any more, tell us.
        </p>
      )}
      <p>
        {keptUntilOn === null
          ? 'While you come to us we keep it.'
          : `Until ${dayWords(keptUntilOn)}, as long as nothing holds it.`}{' '}
        The rule: {ruleWords}.{' '}
        {isShared ? 'What belongs to you and somebody else stays for them when yours is erased.' : ''}
      </p>
    </section>
  );
}

type RequestProps = { request: Asked; copy: Copy | undefined; busy: string | null; onOpen: (packId: string) => void };

function Request({ request, copy, busy, onOpen }: RequestProps) {
  const { clock, steps } = request;
  const takeBack = useAct();
  const told = steps.filter(({ kind }) => kind in stepWords);
  return (
    <article className="stack-close">
      <h3>{kindWords[request.kind].asked}</h3>
      <p>
        {dayWords(request.receivedOn)}. {standsWords(request)}
      </p>
      {told.length === 0 ? null : (
        <ul className="rows">
          {told.map((step, index) => (
            <li key={`${index} ${step.kind}`}>
              {stepWords[step.kind]}, {dayWords(step.on)}
              {step.words ? <p>{step.words}</p> : null}
            </li>
          ))}
        </ul>
      )}
      {copy?.state === 'ready' ? (
        <>
          <p>
            Your copy is ready until {copy.untilOn ? dayWords(copy.untilOn) : 'soon'}. It is one file with pages to
            read. Save it only where nobody else looks.
          </p>
          <div className="acts-client">
            <Button kind="primary" busy={busy === copy.packId && 'Opening…'} onClick={() => onOpen(copy.packId)}>
              Save my copy
            </Button>
          </div>
        </>
      ) : null}
      {copy?.state === 'by-hand' ? (
        <p>
          Your copy is made. It holds two records of yours that we joined, so we give it to you ourselves. Ring us, or
          ask your therapist.
        </p>
      ) : null}
      {copy?.state === 'gone' ? <p>The copy is no longer here. You can ask for a new one.</p> : null}
      {clock.waitsFor?.what === 'clarification' ? <Clarify requestId={request.id} /> : null}
      {clock.state === 'closed' ? null : (
        <>
          <ErrorSummary errors={takeBack.errors} />
          <Button
            kind="link"
            busy={takeBack.busy !== null && 'Taking it back…'}
            onClick={() =>
              void takeBack.act('back', async () => {
                await api.rights.takeBack.mutate({ requestId: request.id });
                await refresh();
              })
            }
          >
            I no longer want this
          </Button>
        </>
      )}
    </article>
  );
}

function Clarify({ requestId }: { requestId: string }) {
  const { busy, errors, act, refuse, errorOf } = useAct();
  const [words, setWords] = useState('');
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() === '') return refuse({ field: `words-${requestId}`, message: 'Write your answer first.' });
        void act('say', async () => {
          await api.rights.clarify.mutate({ requestId, words: words.trim() });
          await refresh();
        });
      }}
    >
      <ErrorSummary errors={errors} />
      <TextArea
        name={`words-${requestId}`}
        label="Your answer"
        maxLength={4000}
        value={words}
        onChange={setWords}
        error={errorOf(`words-${requestId}`)}
      />
      <div className="acts-client">
        <Button kind="edged" type="submit" busy={busy === 'say' && 'Sending…'}>
          Send my answer
        </Button>
      </div>
    </form>
  );
}
