import { useState } from 'react';
import { Button, ButtonLink } from '../forms/button.tsx';
import { Checkbox, CheckboxRows } from '../forms/checkbox.tsx';
import { CodeInput, DateInput, Select, TextArea, TextInput, TimeInput } from '../forms/inputs.tsx';
import { RadioRows } from '../forms/radio-rows.tsx';
import { SavedNote } from '../forms/saved-note.tsx';
import { Dialog } from '../parts/dialog.tsx';

export function FormParts() {
  const [text, setText] = useState('');
  const [choice, setChoice] = useState<string | null>(null);
  const [days, setDays] = useState<string[]>(['tue']);
  const [agreed, setAgreed] = useState(false);
  const [open, setOpen] = useState(false);
  return (
    <div className="stack">
      <div className="acts">
        <Button kind="primary">Sign the note</Button>
        <Button>Keep as a draft</Button>
        <Button busy="Saving the draft…">Save the draft</Button>
        <ButtonLink href="#forms">Open the diary</ButtonLink>
        <Button kind="link">Draw your name instead</Button>
      </div>
      <TextInput name="g-name" label="Full name" hint="As on the agreement." value={text} onChange={setText} />
      <TextInput
        name="g-mail"
        label="E-mail address"
        type="email"
        error="Write the address with an @, as name@example.org"
        value="priya at example"
        onChange={() => {}}
      />
      <CodeInput name="g-code" label="The code we sent" hint="Six figures." value="" onChange={() => {}} />
      <DateInput name="g-date" label="First session" value="2026-12-01" onChange={() => {}} />
      <TimeInput name="g-time" label="At" value="17:30" onChange={() => {}} />
      <Select
        name="g-room"
        label="Room"
        value=""
        onChange={() => {}}
        options={[
          { value: '2', label: 'Room 2, ground floor' },
          { value: '4', label: 'Room 4, lift' },
        ]}
      />
      <TextArea
        name="g-note"
        label="Note"
        value="We stayed with Sunday."
        onChange={() => {}}
        note={<SavedNote state={{ kind: 'unsaved', lastAt: '11:31' }} />}
      />
      <RadioRows
        name="g-choice"
        legend="Does this person need an assessment session first?"
        hint="Nothing is chosen for you."
        value={choice}
        onChange={setChoice}
        options={[
          { value: 'yes', label: 'Yes', hint: 'It is offered like any other session.' },
          { value: 'no', label: 'No' },
        ]}
      />
      <RadioRows
        name="g-choice-2"
        legend="May we leave a message?"
        error="Choose yes or no"
        value={null}
        onChange={() => {}}
        options={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
      <CheckboxRows
        name="g-days"
        legend="Days that work"
        values={days}
        onChange={setDays}
        options={[
          { value: 'mon', label: 'Monday' },
          { value: 'tue', label: 'Tuesday' },
          { value: 'wed', label: 'Wednesday' },
        ]}
      />
      <Checkbox name="g-read" label="I have seen the privacy notice" checked={agreed} onChange={setAgreed} />
      <Checkbox
        name="g-read-2"
        label="I have told the client"
        checked={false}
        onChange={() => {}}
        error="Tell the client first, then tick this"
      />
      <Button onClick={() => setOpen(true)}>Cancel this session</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Cancel the session on Tuesday 1 December?">
        <p>Priya is told by mail. The room is free again at once.</p>
        <div className="acts">
          <Button onClick={() => setOpen(false)}>Cancel the session</Button>
          <Button onClick={() => setOpen(false)}>Keep the session</Button>
        </div>
      </Dialog>
    </div>
  );
}
