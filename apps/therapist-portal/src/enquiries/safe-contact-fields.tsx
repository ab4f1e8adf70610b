import { Checkbox, TextArea, TextInput, TimeInput } from '@heather/ui';
import type { EnquiryInput } from './enquiry-words.ts';

type Contact = EnquiryInput['contact'];

export const noContact: Contact = {
  email: null,
  emailIsSafe: false,
  emailIsShared: false,
  telephone: null,
  telephoneIsSafe: false,
  textIsSafe: false,
  mayLeaveMessage: false,
  messageAs: null,
  postalAddress: null,
  postIsSafe: false,
  fromLocal: null,
  untilLocal: null,
  prefers: 'telephone',
};

/** Whether there is one way at least that they called safe. */
export const isReachable = (contact: Contact): boolean =>
  Boolean(
    (contact.emailIsSafe && contact.email) ||
      ((contact.telephoneIsSafe || contact.textIsSafe) && contact.telephone) ||
      (contact.postIsSafe && contact.postalAddress),
  );

/** How to reach somebody who is on the telephone now, asked way by way. */
export function SafeContactFields({
  contact,
  onReach,
  telephoneError,
}: {
  contact: Contact;
  onReach: (more: Partial<Contact>) => void;
  telephoneError: string | undefined;
}) {
  return (
    <section>
      <h2>How we reach them safely</h2>
      <p className="quiet">Ask for each: could anybody see or hear it whom they would not want to?</p>
      <TextInput
        name="telephone"
        type="tel"
        label="Telephone"
        value={contact.telephone ?? ''}
        onChange={(text) => onReach({ telephone: text || null })}
        error={telephoneError}
        maxLength={30}
      />
      <Checkbox
        name="telephoneIsSafe"
        label="Safe to ring"
        checked={contact.telephoneIsSafe}
        onChange={(telephoneIsSafe) => onReach({ telephoneIsSafe })}
      />
      <Checkbox
        name="textIsSafe"
        label="Safe to text"
        checked={contact.textIsSafe}
        onChange={(textIsSafe) => onReach({ textIsSafe })}
      />
      <Checkbox
        name="mayLeaveMessage"
        label="We may leave a message"
        checked={contact.mayLeaveMessage}
        onChange={(mayLeaveMessage) => onReach({ mayLeaveMessage })}
      />
      {contact.mayLeaveMessage ? (
        <TextInput
          name="messageAs"
          label="Under what name"
          value={contact.messageAs ?? ''}
          onChange={(text) => onReach({ messageAs: text || null })}
          maxLength={60}
        />
      ) : null}
      <TimeInput
        name="fromLocal"
        label="Safe from"
        value={contact.fromLocal ?? ''}
        onChange={(text) => onReach({ fromLocal: text || null })}
      />
      <TimeInput
        name="untilLocal"
        label="Safe until"
        value={contact.untilLocal ?? ''}
        onChange={(text) => onReach({ untilLocal: text || null })}
      />
      <TextInput
        name="email"
        type="email"
        label="E-mail"
        hint="Nobody needs one."
        value={contact.email ?? ''}
        onChange={(text) => onReach({ email: text || null })}
        maxLength={254}
      />
      <Checkbox
        name="emailIsSafe"
        label="Safe to write to"
        checked={contact.emailIsSafe}
        onChange={(emailIsSafe) => onReach({ emailIsSafe })}
      />
      <Checkbox
        name="emailIsShared"
        label="Somebody else reads it too"
        checked={contact.emailIsShared}
        onChange={(emailIsShared) => onReach({ emailIsShared })}
      />
      <TextArea
        name="postalAddress"
        label="Address for letters"
        rows={3}
        value={contact.postalAddress ?? ''}
        onChange={(text) => onReach({ postalAddress: text || null })}
        maxLength={300}
      />
      <Checkbox
        name="postIsSafe"
        label="Safe to send letters"
        checked={contact.postIsSafe}
        onChange={(postIsSafe) => onReach({ postIsSafe })}
      />
    </section>
  );
}
