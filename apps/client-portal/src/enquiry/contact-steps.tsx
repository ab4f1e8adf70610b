import { Button, CheckboxRows, RadioRows, Select, TextArea, TextInput, TimeInput } from '@heather/ui';
import { kindWords, type Other, wayWords } from './answers.ts';
import type { StepProps } from './enquiry-page.tsx';
import { StepFrame } from './step-frame.tsx';

const nations = [
  { value: 'england-and-wales', label: 'England or Wales' },
  { value: 'scotland', label: 'Scotland' },
  { value: 'northern-ireland', label: 'Northern Ireland' },
] as const;

export function WhoStep(props: StepProps) {
  const { said, say, errorFor } = props;
  return (
    <StepFrame {...props} heading="Who you are">
      <TextInput
        name="firstName"
        label="First name"
        value={said.firstName}
        onChange={(firstName) => say({ firstName })}
        error={errorFor('firstName')}
        maxLength={60}
      />
      <TextInput
        name="lastName"
        label="Last name"
        value={said.lastName}
        onChange={(lastName) => say({ lastName })}
        error={errorFor('lastName')}
        maxLength={60}
      />
      <TextInput
        name="knownAs"
        label="What we should call you, if not that"
        hint="You can leave this out."
        value={said.knownAs}
        onChange={(knownAs) => say({ knownAs })}
        maxLength={60}
      />
      <TextInput
        name="pronouns"
        label="Your pronouns"
        hint="You can leave this out."
        value={said.pronouns}
        onChange={(pronouns) => say({ pronouns })}
        maxLength={30}
      />
      <Select
        name="nation"
        label="Where you live"
        hint="The law and some help lines differ."
        nothing="The same as the practice"
        value={said.nation}
        onChange={(nation) => say({ nation })}
        options={nations}
      />
      <div className="field-group">
        <RadioRows
          name="episodeKind"
          legend="Who would come?"
          value={said.episodeKind}
          onChange={(episodeKind) => say({ episodeKind })}
          error={errorFor('episodeKind')}
          options={(['individual', 'couple', 'family'] as const).map((value) => ({ value, label: kindWords[value] }))}
        />
      </div>
      {said.episodeKind === 'couple' || said.episodeKind === 'family' ? <Others {...props} /> : null}
    </StepFrame>
  );
}

function Others({ said, say }: StepProps) {
  const change = (at: number, more: Partial<Other>) =>
    say({ others: said.others.map((other, index) => (index === at ? { ...other, ...more } : other)) });
  const shown = said.episodeKind === 'couple' ? said.others.slice(0, 1) : said.others;
  return (
    <>
      {shown.map((other, index) => (
        <fieldset key={index}>
          <legend className="label">{said.episodeKind === 'couple' ? 'Your partner' : `Person ${index + 2}`}</legend>
          <TextInput
            name={`other-${index}-first`}
            label="First name"
            value={other.firstName}
            onChange={(firstName) => change(index, { firstName })}
            maxLength={60}
          />
          <TextInput
            name={`other-${index}-last`}
            label="Last name"
            value={other.lastName}
            onChange={(lastName) => change(index, { lastName })}
            maxLength={60}
          />
          <TextInput
            name={`other-${index}-email`}
            type="email"
            label="Their own e-mail"
            hint="Only if they told you that we may write to it. You can leave this out."
            value={other.email}
            onChange={(email) => change(index, { email })}
            maxLength={254}
          />
        </fieldset>
      ))}
      {said.episodeKind === 'family' && said.others.length < 7 ? (
        <p>
          <Button onClick={() => say({ others: [...said.others, { firstName: '', lastName: '', email: '' }] })}>
            Add a person
          </Button>
        </p>
      ) : null}
    </>
  );
}

export function SafeStep(props: StepProps) {
  const { said, say, errorFor } = props;
  return (
    <StepFrame {...props} heading="Which ways to reach you are safe?">
      <p>
        Safe means: nobody sees or hears it whom you would not want to. We use only the ways that you tick. What we send
        never says what it is about.
      </p>
      <CheckboxRows
        name="safe"
        legend="Tick each one that is safe"
        values={said.safe}
        onChange={(safe) => say({ safe })}
        error={errorFor('safe')}
        options={(['email', 'telephone', 'text', 'post'] as const).map((value) => ({ value, label: wayWords[value] }))}
      />
    </StepFrame>
  );
}

export function DetailsStep(props: StepProps) {
  const { said, say, errorFor } = props;
  const has = (way: (typeof said.safe)[number]) => said.safe.includes(way);
  return (
    <StepFrame {...props} heading="How we reach you">
      {has('email') ? <EmailFields {...props} /> : null}
      {has('telephone') || has('text') ? (
        <TextInput
          name="telephone"
          type="tel"
          inputMode="tel"
          label={has('telephone') ? 'Telephone number' : 'Mobile number for texts'}
          value={said.telephone}
          onChange={(telephone) => say({ telephone })}
          error={errorFor('telephone')}
          maxLength={30}
        />
      ) : null}
      {has('telephone') ? <MessageFields {...props} /> : null}
      {has('post') ? (
        <TextArea
          name="postalAddress"
          label="Address for letters"
          value={said.postalAddress}
          onChange={(postalAddress) => say({ postalAddress })}
          error={errorFor('postalAddress')}
          rows={3}
          maxLength={300}
        />
      ) : null}
      {has('telephone') || has('text') ? (
        <fieldset>
          <legend className="label">Hours when it is safe to ring or text</legend>
          <p className="hint quiet">Leave these out if any time is fine.</p>
          <TimeInput
            name="fromLocal"
            label="From"
            value={said.fromLocal}
            onChange={(fromLocal) => say({ fromLocal })}
          />
          <TimeInput
            name="untilLocal"
            label="Until"
            value={said.untilLocal}
            onChange={(untilLocal) => say({ untilLocal })}
            error={errorFor('untilLocal')}
          />
        </fieldset>
      ) : null}
    </StepFrame>
  );
}

function EmailFields({ said, say, errorFor }: StepProps) {
  return (
    <>
      <TextInput
        name="email"
        type="email"
        label="E-mail"
        value={said.email}
        onChange={(email) => say({ email })}
        error={errorFor('email')}
        maxLength={254}
      />
      <div className="field-group">
        <RadioRows
          name="emailIsShared"
          legend="Does anyone else read this e-mail?"
          value={said.emailIsShared}
          onChange={(emailIsShared) => say({ emailIsShared })}
          error={errorFor('emailIsShared')}
          options={[
            { value: 'own', label: 'No, only me' },
            { value: 'shared', label: 'Yes, or they could' },
          ]}
        />
      </div>
    </>
  );
}

function MessageFields({ said, say, errorFor }: StepProps) {
  return (
    <>
      <div className="field-group">
        <RadioRows
          name="mayLeaveMessage"
          legend="May we leave a message?"
          value={said.mayLeaveMessage}
          onChange={(mayLeaveMessage) => say({ mayLeaveMessage })}
          error={errorFor('mayLeaveMessage')}
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
        />
      </div>
      {said.mayLeaveMessage === 'yes' ? (
        <TextInput
          name="messageAs"
          label="What name should we leave?"
          hint="For example “Carys from the surgery”. You can leave this out."
          value={said.messageAs}
          onChange={(messageAs) => say({ messageAs })}
          maxLength={60}
        />
      ) : null}
    </>
  );
}
