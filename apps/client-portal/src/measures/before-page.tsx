import './measures.css';
import { Button, PageTitle } from '@heather/ui';
import { AlertWords } from './alert-words.tsx';
import { firstOpen, type Measure, type Place } from './measure-data.ts';
import { NotToday } from './not-today.tsx';
import { dayAndTime } from './times.ts';

/** The interruption page: how long, who reads it and when, what may be left, before the first question. */
export function BeforePage({ measure, go }: { measure: Measure; go: (place: Place) => void }) {
  const { items, minutes, readerName, nextSessionAt, timeZone, answers, asksAboutSafety, mayLeaveOut } = measure;
  const isBegun = answers.some((answer) => answer !== null);
  return (
    <>
      <PageTitle title="Questions">Some questions before you meet</PageTitle>
      <ul className="rows first-words">
        <li>
          {items.length} questions, about {minutes} {minutes === 1 ? 'minute' : 'minutes'}.
        </li>
        <li>
          {nextSessionAt === null
            ? `${readerName} reads your answers before you next meet.`
            : `${readerName} reads your answers before you meet at ${dayAndTime(nextSessionAt, timeZone)}.`}{' '}
          The practice manager never sees them.
        </li>
        {asksAboutSafety ? (
          <li>
            One question is about being safe. If you say that you may not be, a person reads it sooner. We tell you by
            when.
          </li>
        ) : null}
        <li>
          {mayLeaveOut > 0 ? 'You can leave out one question. ' : ''}You can stop when you like. What you answered is
          kept.
        </li>
      </ul>
      {measure.instruction === null ? null : <p className="small aside">{measure.instruction}</p>}
      <AlertWords alert={measure.alert} timeZone={timeZone} />
      <div className="acts-client">
        <Button kind="primary" onClick={() => go(isBegun ? firstOpen(answers) || 'check' : 1)}>
          {isBegun ? 'Go on' : 'Begin'}
        </Button>
        <NotToday measure={measure} go={go} />
      </div>
      <p className="small quiet">
        {measure.fullName} ({measure.name}). {measure.attribution}
      </p>
    </>
  );
}
