import { useState } from 'react';
import { Button, ButtonLink } from '../forms/button.tsx';
import { TextInput } from '../forms/inputs.tsx';
import { RadioRows } from '../forms/radio-rows.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { Things } from '../parts/things.tsx';
import { Topics } from '../parts/topics.tsx';
import { Way } from '../thread/way.tsx';

const answers = ['Not at all', 'A little', 'Partly', 'Mostly', 'Completely'];

/** The parts as a client sees them, on a phone's width. The shell itself is the client portal's. */
export function ClientParts() {
  const [answer, setAnswer] = useState<string | null>('Partly');
  const [name, setName] = useState('');
  return (
    <div className="client gallery-phones">
      <div>
        <h3>Hello, Priya</h3>
        <Things
          label="Things to do"
          things={[
            { title: 'Read and sign your agreement', status: 'Not begun', time: '3 min', href: '#client' },
            { title: 'Say what matters to you', status: 'Half done, kept on Sunday', time: '2 min', href: '#client' },
            { title: 'Your first session', status: 'After you sign' },
          ]}
        />
        <Way step={1} of={3} backHref="#client" />
        <Topics
          topics={[
            {
              id: 'g-time-topic',
              title: 'Time',
              summary: 'Tuesdays 17:30, 50 minutes, Room 2',
              body: <p>We meet in the same place at the same time each week.</p>,
            },
            {
              id: 'g-private-topic',
              title: 'Private, unless',
              summary: 'Someone may be badly hurt',
              body: <p>What you say stays with Leila.</p>,
            },
          ]}
        />
      </div>
      <div>
        <Way step={2} of={4} onBack={() => {}} />
        <RadioRows
          name="g-understood"
          legend={<h3>Did you feel understood by Tomos on Tuesday?</h3>}
          value={answer}
          onChange={setAnswer}
          options={answers.map((label) => ({ value: label, label }))}
        />
        <p className="small aside">Tomos reads this before you next meet. The practice manager never sees it.</p>
        <div className="acts-client">
          <Button>Next</Button>
          <Button>Not today</Button>
        </div>
      </div>
      <div>
        <Way step={3} of={3} backHref="#client" />
        <h3>Sign your agreement</h3>
        <SummaryList
          rows={[
            { label: 'Your agreement with Leila', action: { href: '#client', words: 'Read' } },
            { label: 'Use answers without my name', value: 'No', action: { href: '#client', words: 'Change' } },
          ]}
        />
        <TextInput
          name="g-signature"
          label="Type your full name"
          hint="It counts as your signature."
          autoComplete="name"
          value={name}
          onChange={setName}
        />
        <div className="acts-client">
          <ButtonLink href="#client">Let’s talk about this first</ButtonLink>
        </div>
        <h3>Signed. Thank you, Priya.</h3>
        <p>You signed on Friday 27 November at 18:42.</p>
        <Way step={12} of={12} />
      </div>
    </div>
  );
}
