import {
  BackLink,
  Button,
  ButtonLink,
  Confirmation,
  Dialog,
  Loading,
  PageTitle,
  readRefusal,
  SummaryList,
  Trouble,
} from '@heather/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';
import './offer.css';
import { dayWords, feeWords, timeLeftWords, whereWords } from './offer-words.ts';

/** A named person, when, where and what it costs. Yes and "not right for me" are as easy as each other. */
export default function OfferPage() {
  const offer = useQuery(trpc.allocation.myOffer.queryOptions());
  const answer = useMutation(
    trpc.allocation.answerOffer.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.allocation.pathFilter()),
    }),
  );
  const [asking, setAsking] = useState(false);
  if (offer.data === undefined) return <Loading />;
  const given = offer.data;
  if (given === null) return <NoOffer />;
  const phone = given.practiceTelephone;
  if (given.state === 'accepted-by-client' || given.state === 'agreed') {
    return (
      <Confirmation
        title="Time accepted"
        heading={`You said yes to ${given.therapist.name}`}
        when={`${given.place.when}, from ${dayWords(given.place.firstOn)}. The place is kept for you.`}
        next="Next you read and sign the working agreement. We will write to you when it is ready, or send it on paper."
      >
        <p>
          <ButtonLink href="/">Go to your page</ButtonLink>
        </p>
      </Confirmation>
    );
  }
  if (given.state === 'declined-by-client') {
    return (
      <Confirmation
        title="Answer kept"
        heading="Thank you for telling us"
        next="You stay on our list, as long as you have waited. We look for somebody else and write to you when there is a place."
      >
        <p>If you would like to stop waiting, or to tell us what would suit you better, {ringUs(phone)}.</p>
      </Confirmation>
    );
  }
  if (given.hasRunOut || given.state !== 'offered-to-client') {
    return (
      <div className="stack">
        <BackLink href="/" />
        <PageTitle title="A time for you">This time is not open any more</PageTitle>
        <p>
          The time to answer has passed, so the place went back. You have not lost your turn: you stay on our list, as
          long as you have waited. {ringUs(phone, true)}.
        </p>
      </div>
    );
  }
  const { therapist, place, offerId } = given;
  return (
    <div className="offer-page">
      <BackLink href="/" />
      <PageTitle title="A time for you">We can offer you a time with {therapist.name}</PageTitle>
      {answer.error && readRefusal(answer.error).code !== 'not-found' ? <Trouble error={answer.error} /> : null}
      <SummaryList
        rows={[
          { label: 'Who', value: therapist.name },
          { label: 'Registered with', value: `${therapist.registrationBody}, number ${therapist.registrationNumber}` },
          { label: 'When', value: place.when },
          { label: 'First session', value: dayWords(place.firstOn) },
          { label: 'How long', value: `${place.lengthMinutes} minutes` },
          { label: 'Where', value: whereWords(place) },
          { label: 'Fee', value: feeWords(place.feePence) },
        ]}
      />
      {therapist.workingWords === null ? null : (
        <>
          <h2>In their words</h2>
          <p>“{therapist.workingWords}”</p>
        </>
      )}
      {therapist.modalities.length === 0 ? null : (
        <p className="small quiet">
          Way of working: {therapist.modalities.join(', ')}. Languages: {therapist.languages.join(', ')}.
        </p>
      )}
      <p>
        We keep this place for you until <b>{timeLeftWords(place.heldUntil)}</b>. Then it goes back, and you stay on our
        list.
      </p>
      <div className="acts-client">
        <Button
          kind="primary"
          busy={answer.isPending && 'Sending…'}
          onClick={() => answer.mutate({ offerId, answer: 'accept' })}
        >
          Yes, I would like this
        </Button>
        <Button onClick={() => setAsking(true)}>Not right for me</Button>
      </div>
      <p className="small quiet">
        Yes is not a contract. You read and sign the agreement later, and can still say no then.
      </p>
      <Dialog open={asking} onClose={() => setAsking(false)} title="Say no to this place?">
        <p>You do not need to tell us why. You stay on our list, as long as you have waited.</p>
        <div className="acts-client">
          <Button
            busy={answer.isPending && 'Sending…'}
            onClick={() => {
              answer.mutate({ offerId, answer: 'not-right' });
              setAsking(false);
            }}
          >
            It is not right for me
          </Button>
          <Button onClick={() => setAsking(false)}>Go back</Button>
        </div>
      </Dialog>
    </div>
  );
}

function NoOffer() {
  return (
    <div className="stack">
      <BackLink href="/" />
      <PageTitle title="A time for you">There is no place to answer now</PageTitle>
      <p>When we find a therapist and a time for you, they stand here. We write to you first.</p>
    </div>
  );
}

function ringUs(telephone: string | null, capital = false): string {
  const words = telephone === null ? 'please ring us' : `please ring us on ${telephone}`;
  return capital ? `If you have a question, ${words}` : words;
}
