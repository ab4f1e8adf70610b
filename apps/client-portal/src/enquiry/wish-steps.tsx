import { Checkbox, CheckboxRows, RadioRows, TextArea, TextInput } from '@heather/ui';
import {
  genderWords,
  needWords,
  type Part,
  partWords,
  placeWords,
  styleOptions,
  timeKey,
  weekdays,
} from './answers.ts';
import type { StepProps } from './enquiry-page.tsx';
import { StepFrame } from './step-frame.tsx';

const parts: readonly Part[] = ['morning', 'afternoon', 'evening'];
const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[];

export function PracticalStep(props: StepProps) {
  const { said, say, errorFor } = props;
  return (
    <StepFrame {...props} heading="When and where">
      <p>You can leave out any of these. The more times you can come, the sooner we find one.</p>
      <TimesTable {...props} />
      <div className="field-group">
        <CheckboxRows
          name="places"
          legend="Where would you meet?"
          hint="Tick all that would do."
          values={said.places}
          onChange={(places) => say({ places })}
          options={keysOf(placeWords).map((value) => ({ value, label: placeWords[value] }))}
        />
      </div>
      <div className="field-group">
        <Checkbox
          name="stepFree"
          label="I need a way in without stairs"
          checked={said.stepFree}
          onChange={(stepFree) => say({ stepFree })}
        />
      </div>
      <TextInput
        name="feeCeiling"
        label="The most you can pay for a session, in pounds"
        hint="Some therapists keep places at a lower fee."
        inputMode="decimal"
        width="short"
        value={said.feeCeiling}
        onChange={(feeCeiling) => say({ feeCeiling })}
        error={errorFor('feeCeiling')}
        maxLength={8}
      />
      <TextInput
        name="languages"
        label="Languages you would like to talk in"
        hint="For example English, Welsh"
        value={said.languages}
        onChange={(languages) => say({ languages })}
        maxLength={120}
      />
    </StepFrame>
  );
}

function TimesTable({ said, say }: StepProps) {
  const toggle = (key: string, on: boolean) =>
    say({ times: on ? [...said.times, key].sort() : said.times.filter((other) => other !== key) });
  return (
    <table className="times">
      <caption className="label">Times when you could come most weeks</caption>
      <thead>
        <tr>
          <td />
          {parts.map((part) => (
            <th key={part} scope="col">
              {partWords[part]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((day, index) => (
          <tr key={day}>
            <th scope="row">{day}</th>
            {parts.map((part) => {
              const key = timeKey(index + 1, part);
              return (
                <td key={part}>
                  <label>
                    <input
                      type="checkbox"
                      checked={said.times.includes(key)}
                      onChange={(event) => toggle(key, event.currentTarget.checked)}
                    />
                    <span className="away">
                      {day}, {partWords[part].toLowerCase()}
                    </span>
                  </label>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function TherapistStep(props: StepProps) {
  const { said, say } = props;
  return (
    <StepFrame {...props} heading="About the therapist, and what you need">
      <p>You can leave out all of this.</p>
      <div className="field-group">
        <RadioRows
          name="gender"
          legend="Who would you rather talk to?"
          value={said.gender}
          onChange={(gender) => say({ gender })}
          options={keysOf(genderWords).map((value) => ({ value, label: genderWords[value] }))}
        />
      </div>
      <div className="field-group">
        <CheckboxRows
          name="styleWords"
          legend="What would help you talk?"
          hint="Tick any that you would like in a therapist."
          values={said.styleWords}
          onChange={(styleWords) => say({ styleWords })}
          options={styleOptions.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))}
        />
      </div>
      <div className="field-group">
        <CheckboxRows
          name="needKinds"
          legend="Is there something you need?"
          values={said.needKinds}
          onChange={(needKinds) => say({ needKinds })}
          options={keysOf(needWords).map((value) => ({ value, label: needWords[value] }))}
        />
      </div>
      <TextArea
        name="needs"
        label="Anything else about you that your therapist should know from the start"
        hint="For example your faith, your culture, your body, how you think or hear. Only the senior therapist and the therapist we ask can read this."
        value={said.needs}
        onChange={(needs) => say({ needs })}
        maxLength={2000}
      />
    </StepFrame>
  );
}

export function BringsStep(props: StepProps) {
  const { said, say } = props;
  return (
    <StepFrame {...props} heading="What brings you here?">
      <p>A few words are enough. You can also leave this out and say it when we talk.</p>
      <p>
        <b>Nobody reads this at once, and nothing in it sets off an alarm.</b> If you need help now, see{' '}
        <a href="/crisis">who can help now</a>.
      </p>
      <TextArea
        name="brings"
        label="In your own words"
        hint="Only the senior therapist who reads new requests, and the therapist we ask, can read this. The front desk cannot."
        value={said.brings}
        onChange={(brings) => say({ brings })}
        rows={8}
        maxLength={6000}
      />
    </StepFrame>
  );
}
