import { CheckboxRows, type FormError, RadioRows, Select, TextArea, TextInput, TimeInput } from '@heather/ui';
import type { FrameForm } from './frame-form.ts';

type Limit = { clauseId: string; heading: string; source: string; bindsAll: boolean; note: string };
type Props = {
  form: FrameForm;
  change: (over: Partial<FrameForm>) => void;
  errors: readonly FormError[];
  limits: readonly Limit[];
  therapist: string;
  /** Who is responsible in law, and who keeps the record, as the client reads it. */
  party: string;
  rooms: readonly { name: string; site: string; stepFree: boolean }[];
  isOnePerson: boolean;
  mayWriteHowWeWork: boolean;
};

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function FrameFields(props: Props) {
  const { form, change, errors, limits, therapist, party, rooms, isOnePerson, mayWriteHowWeWork } = props;
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  const text = (name: keyof FrameForm & string, label: string, more: { hint?: string; width?: 'short' } = {}) => (
    <TextInput
      name={name}
      label={label}
      value={form[name] as string}
      onChange={(value) => change({ [name]: value })}
      error={errorOf(name)}
      autoComplete="off"
      {...more}
    />
  );
  return (
    <div className="frame-fields">
      <fieldset>
        <legend>When and where</legend>
        <div className="frame-row">
          <Select
            name="day"
            label="Day"
            value={form.day}
            onChange={(day) => change({ day })}
            options={days.map((label, at) => ({ value: String(at + 1), label }))}
            error={errorOf('day')}
          />
          <TimeInput
            name="time"
            label="Time"
            value={form.time}
            onChange={(time) => change({ time })}
            error={errorOf('time')}
          />
          {text('lengthMinutes', 'Minutes', { width: 'short' })}
          {text('everyWeeks', 'Every … weeks', { width: 'short' })}
        </div>
        <RadioRows
          name="placeKind"
          legend="Place"
          across
          options={[
            { value: 'room', label: 'In a room' },
            { value: 'online', label: 'Online' },
            { value: 'telephone', label: 'Telephone' },
          ]}
          value={form.placeKind}
          onChange={(placeKind) => change({ placeKind })}
        />
        {form.placeKind === 'room' ? (
          <div className="frame-row">
            {rooms.length === 0 ? null : (
              <Select
                name="room"
                label="A room of ours"
                nothing="Another place"
                value={rooms.some(({ name }) => name === form.roomName) ? form.roomName : ''}
                onChange={(name) => {
                  const room = rooms.find((one) => one.name === name);
                  if (room)
                    change({
                      roomName: room.name,
                      roomAddress: room.site,
                      roomAccess: room.stepFree ? 'There are no stairs' : '',
                    });
                }}
                options={rooms.map(({ name, site }) => ({ value: name, label: `${name}, ${site}` }))}
              />
            )}
            {text('roomName', 'Room')}
            {text('roomAddress', 'Address')}
            {text('roomAccess', 'Access', { hint: 'Stairs, lift, parking' })}
          </div>
        ) : form.placeKind === 'online' ? (
          <p className="quiet">The link to join shows on the client’s page from 15 minutes before.</p>
        ) : (
          <RadioRows
            name="whoRings"
            legend="Who rings"
            across
            options={[
              { value: 'therapist', label: therapist },
              { value: 'client', label: 'The client' },
            ]}
            value={form.whoRings}
            onChange={(whoRings) => change({ whoRings })}
          />
        )}
        <div className="frame-row">
          {text('plannedSessions', 'Sessions planned', { hint: 'Empty: open-ended', width: 'short' })}
          {text('reviewEvery', 'Look at it together every … sessions', { width: 'short' })}
        </div>
      </fieldset>
      <fieldset>
        <legend>Fee and cancelling</legend>
        <div className="frame-row">
          {text('fee', 'Fee in pounds', { hint: '0: no fee', width: 'short' })}
          <Select
            name="due"
            label="Paid"
            value={form.due}
            onChange={(due) => change({ due: due || 'within-days' })}
            options={[
              { value: 'before', label: 'Before each session' },
              { value: 'at-session', label: 'At each session' },
              { value: 'within-days', label: 'Within days of it' },
            ]}
          />
          {form.due === 'within-days' ? text('dueDays', 'Days', { width: 'short' }) : null}
          {text('cancelHours', 'Hours’ notice for cancelling', { width: 'short' })}
        </div>
        <CheckboxRows
          name="methods"
          legend="Ways to pay"
          options={[
            { value: 'card', label: 'Card' },
            { value: 'bank-transfer', label: 'Bank transfer' },
            { value: 'cash', label: 'Cash' },
            { value: 'direct-debit', label: 'Direct debit' },
          ]}
          values={form.methods}
          onChange={(methods) => change({ methods })}
          error={errorOf('methods')}
        />
      </fieldset>
      <fieldset>
        <legend>Between sessions</legend>
        <CheckboxRows
          name="ways"
          legend="How the client may write or ring"
          hint="None: contact is kept for the sessions."
          options={[
            { value: 'portal-message', label: 'A message here' },
            { value: 'email', label: 'E-mail' },
            { value: 'telephone', label: 'A telephone message' },
            { value: 'text', label: 'Text' },
          ]}
          values={form.ways}
          onChange={(ways) => change({ ways })}
        />
        {text('answerDays', 'Answered within … working days', { width: 'short' })}
      </fieldset>
      {mayWriteHowWeWork ? <HowWeWorkFields form={form} change={change} errorOf={errorOf} /> : null}
      <fieldset>
        <legend>Limits of confidentiality</legend>
        <CheckboxRows
          name="limits"
          legend="When something may have to be told"
          hint="Those that bind everyone stay. Turn others on only where they bind you."
          options={limits.map((limit) => ({
            value: limit.clauseId,
            label: limit.heading,
            hint: limit.bindsAll ? `Binds everyone. ${limit.source}.` : `${limit.note} ${limit.source}.`,
          }))}
          values={form.limits}
          onChange={(values) =>
            change({
              limits: limits
                .filter((limit) => limit.bindsAll || values.includes(limit.clauseId))
                .map(({ clauseId }) => clauseId),
            })
          }
        />
      </fieldset>
      <fieldset>
        <legend>Supervision and notes</legend>
        <div className="frame-row">
          <Select
            name="supervision"
            label="Supervision"
            value={form.supervision}
            onChange={(supervision) => change({ supervision: supervision || 'one-to-one' })}
            options={[
              { value: 'one-to-one', label: 'One to one' },
              { value: 'group', label: 'In a group' },
              { value: 'both', label: 'Both' },
            ]}
          />
          {text('retentionYears', 'Notes are kept … years', { width: 'short' })}
        </div>
      </fieldset>
      <fieldset>
        <legend>Who agrees, and who keeps the facts safe</legend>
        {text('clientName', 'Client, as the agreement names them')}
        <p>{party}</p>
        <p className="quiet">
          The practice says so for each therapist, not for one agreement: the manager can change it among the practice’s
          agreements.
        </p>
      </fieldset>
      {isOnePerson ? (
        <fieldset>
          <legend>Who we may call</legend>
          <p className="quiet">Kept with the client, outside what is signed: a new GP needs no new signature.</p>
          <div className="frame-row">
            {text('gpName', 'GP')}
            {text('gpContact', 'GP’s address or telephone')}
          </div>
          <div className="frame-row">
            {text('nearName', 'Emergency contact')}
            {text('nearContact', 'Their telephone')}
            {text('nearRelation', 'Who they are to the client')}
          </div>
        </fieldset>
      ) : null}
    </div>
  );
}

type OwnFields = Pick<Props, 'form' | 'change'> & { errorOf: (field: string) => string | undefined };

/** Only for whoever works with the client: nobody else reads what is said here, nor writes over it. */
function HowWeWorkFields({ form, change, errorOf }: OwnFields) {
  return (
    <fieldset>
      <legend>How we work</legend>
      <p className="quiet">
        This can change by talking, without signing again. It is sealed: your client and you read it, and whoever covers
        for you; the manager and the front desk do not.
      </p>
      <TextArea
        name="pace"
        label="Our pace"
        rows={2}
        value={form.pace}
        onChange={(pace) => change({ pace })}
        error={errorOf('pace')}
      />
      <TextArea
        name="whenStuck"
        label="When we get stuck"
        rows={2}
        value={form.whenStuck}
        onChange={(whenStuck) => change({ whenStuck })}
        error={errorOf('whenStuck')}
      />
    </fieldset>
  );
}
