import { awayProblems, awayProblemWords, longestAwayWords } from '@heather/scheduling';
import { Button, TextArea } from '@heather/ui';
import { useState } from 'react';
import { type Message, machineWords, routeWords } from './away-data.ts';

type ToldPeopleProps = {
  messages: readonly Message[];
  /** What somebody wrote otherwise, by client. */
  written: ReadonlyMap<string, string>;
  onWrite: (clientId: string, words: string | null) => void;
  /** What the server would not let leave. */
  refused: ReadonlyMap<string, string>;
};

/** Everybody who is told, by which way, and the very words; each can be read and written otherwise before anything leaves. */
export function ToldPeople({ messages, written, onWrite, refused }: ToldPeopleProps) {
  return (
    <ul className="rows away-people">
      {messages.map((message) => (
        <Person
          key={message.clientId}
          message={message}
          words={written.get(message.clientId)}
          onWrite={(words) => onWrite(message.clientId, words)}
          refusal={refused.get(message.clientId)}
        />
      ))}
    </ul>
  );
}

type PersonProps = {
  message: Message;
  words: string | undefined;
  onWrite: (words: string | null) => void;
  refusal: string | undefined;
};

function Person({ message, words, onWrite, refusal }: PersonProps) {
  const [open, setOpen] = useState(false);
  const [problem] = words === undefined ? [] : awayProblems(words, message.names);
  const error = problem ? awayProblemWords(problem) : refusal;
  const name = `words-${message.clientId}`;
  return (
    <li>
      <span>
        <b>{message.name}</b>
      </span>
      <div>
        <p className="quiet">
          {routeWords(message)}
          {message.route === 'telephone' ? `. ${machineWords(message)}` : ''}
          {message.hours === null ? '' : ` Only ${message.hours}.`}
        </p>
        {open ? (
          <TextArea
            name={name}
            label={message.route === 'mail' ? 'The mail says' : 'To say'}
            hint={message.route === 'mail' ? 'A link to their page is added.' : undefined}
            value={words ?? message.words}
            onChange={onWrite}
            maxLength={longestAwayWords}
            error={error}
          />
        ) : (
          <p className="words">“{words ?? message.words}”</p>
        )}
        {message.guarded ? (
          <p className="quiet">These words are fixed, because somebody else may read them.</p>
        ) : (
          <p>
            {open ? (
              <>
                <Button kind="link" onClick={() => (error ? undefined : setOpen(false))}>
                  Done<span className="away"> with {message.name}</span>
                </Button>{' '}
                <Button
                  kind="link"
                  onClick={() => {
                    onWrite(null);
                    setOpen(false);
                  }}
                >
                  As it was<span className="away"> for {message.name}</span>
                </Button>
              </>
            ) : (
              <Button kind="link" onClick={() => setOpen(true)}>
                Change the words<span className="away"> for {message.name}</span>
              </Button>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
