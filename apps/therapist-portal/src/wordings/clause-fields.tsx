import {
  type ClauseKind,
  clauseKindsOf,
  type DraftClause,
  gradeOf,
  hardestGrade,
  type Language,
  type Nation,
  type TemplateKind,
  type WordingProblem,
} from '@heather/confidentiality';
import { Checkbox, CheckboxRows, DateInput, RadioRows, Select, TextArea, TextInput } from '@heather/ui';
import { clauseKindWords, nations } from './words.ts';

type Props = {
  kind: TemplateKind;
  language: Language;
  clause: DraftClause;
  /** Topics above this clause: it may stand inside one of them. */
  above: readonly DraftClause[];
  problems: readonly WordingProblem[];
  change: (over: Partial<DraftClause>) => void;
};

const bases = [
  ['contract', 'Contract'],
  ['consent', 'Consent'],
  ['legal-obligation', 'Legal obligation'],
  ['vital-interests', 'Vital interests'],
  ['public-task', 'Public task'],
  ['legitimate-interests', 'Legitimate interests'],
] as const;
const conditions = [
  ['health-care', 'Health care, under a duty of secrecy'],
  ['explicit-consent', 'Explicit consent'],
  ['vital-interests', 'Vital interests'],
  ['legal-claims', 'Legal claims'],
  ['substantial-public-interest', 'Substantial public interest'],
] as const;
const optionsOf = <V extends string>(rows: readonly (readonly [V, string])[]) =>
  rows.map(([value, label]) => ({ value, label }));
const list = (text: string) => text.split(',').map((part) => part.trim());

/** One clause, every field of its kind. What is wrong is said beside the field while one writes; nothing is refused. */
export function ClauseFields({ kind, language, clause, above, problems, change }: Props) {
  const name = (field: string) => `${field}-${clause.clauseId.replaceAll('.', '-')}`;
  const errorOf = (field: string) => problems.find((one) => one.field === field && one.isBlocking)?.words;
  const line = (field: keyof DraftClause & string, label: string, maxLength: number, hint?: string) => (
    <TextInput
      name={name(field)}
      label={label}
      value={String(clause[field] ?? '')}
      onChange={(value) => change({ [field]: value })}
      error={errorOf(field)}
      maxLength={maxLength}
      autoComplete="off"
      {...(hint && { hint })}
    />
  );
  const grade = gradeOf(clause, language);
  return (
    <div className="clause-fields">
      {line('heading', 'Heading', 80)}
      {line('summary', 'In one line', 140, 'It is read first; the whole text is one tap away.')}
      {clause.kind === 'optional_consent' ? line('question', 'The question', 160) : null}
      <TextArea
        name={name('text')}
        label="Text"
        hint="An empty line begins a new paragraph."
        rows={6}
        value={clause.text}
        onChange={(text) => change({ text })}
        error={errorOf('text')}
        lang={language}
        note={<Grade grade={grade} language={language} />}
      />
      {clause.kind === 'optional_consent' ? (
        <>
          {line('yesLabel', 'Words of the yes', 40)}
          {line('noLabel', 'Words of the no', 40)}
          {line('afterWithdrawal', 'What stops when the yes is taken back', 300)}
        </>
      ) : null}
      {clause.kind === 'limit' ? <LimitFields {...{ clause, change, errorOf, name, line }} /> : null}
      {clause.kind === 'statement' ? (
        <Checkbox
          name={name('isLive')}
          label="It may change without signing again, and is outside what is signed"
          checked={clause.isLive ?? false}
          onChange={(isLive) => change({ isLive })}
        />
      ) : null}
      <details>
        <summary>What stands about this clause</summary>
        <Select
          name={name('kind')}
          label="What it is"
          value={clause.kind}
          onChange={(next) => next && change({ kind: next })}
          options={clauseKindsOf(kind).map((value: ClauseKind) => ({ value, label: clauseKindWords[value] }))}
          error={errorOf('kind')}
        />
        <Select
          name={name('under')}
          label="Shown inside"
          nothing="A topic of its own"
          value={clause.under ?? ''}
          onChange={(under) => change({ under: under || undefined })}
          options={above.map((one) => ({ value: one.clauseId, label: one.heading }))}
          error={errorOf('under')}
        />
        {line('purpose', 'Purpose', 160, 'What is done with what is known by it.')}
        <Select
          name={name('lawfulBasis')}
          label="Lawful basis"
          value={clause.lawfulBasis ?? ''}
          onChange={(lawfulBasis) => change({ lawfulBasis: lawfulBasis || undefined })}
          options={optionsOf(bases)}
        />
        <Select
          name={name('healthCondition')}
          label="Condition for data about health"
          value={clause.healthCondition ?? ''}
          onChange={(healthCondition) => change({ healthCondition: healthCondition || undefined })}
          options={optionsOf(conditions)}
        />
        <TextInput
          name={name('recipients')}
          label="Who hears of it"
          hint="Parted by commas."
          value={(clause.recipients ?? []).join(', ')}
          onChange={(text) => change({ recipients: list(text).slice(0, 12) })}
        />
        {clause.kind === 'optional_consent' ? (
          <TextInput
            name={name('dataCategories')}
            label="Kinds of data"
            hint="Parted by commas."
            value={(clause.dataCategories ?? []).join(', ')}
            onChange={(text) => change({ dataCategories: list(text).slice(0, 12) })}
            error={errorOf('dataCategories')}
          />
        ) : null}
        <CheckboxRows
          name={name('nations')}
          legend="Where it holds"
          hint="None chosen: wherever the document does."
          options={nations}
          values={clause.nations ?? []}
          onChange={(values: Nation[]) => change({ nations: values.length > 0 ? values : undefined })}
          error={errorOf('nations')}
        />
        <DateInput
          name={name('validFromOn')}
          label="First day"
          value={clause.validFromOn ?? ''}
          onChange={(validFromOn) => change({ validFromOn })}
          error={errorOf('validFromOn')}
        />
        <DateInput
          name={name('validUntilOn')}
          label="Last day"
          hint="You are told when it is over."
          value={clause.validUntilOn ?? ''}
          onChange={(validUntilOn) => change({ validUntilOn })}
          error={errorOf('validUntilOn')}
        />
        <p className="quiet">Cited as {clause.clauseId}. That never changes.</p>
      </details>
    </div>
  );
}

function Grade({ grade, language }: { grade: number | null; language: Language }) {
  if (language !== 'en-GB') return <span className="quiet">A reading grade is known of English alone.</span>;
  if (grade === null) return null;
  return (
    <span className="quiet">
      Reading grade {Math.max(0, grade).toFixed(1)}.{' '}
      {grade > hardestGrade ? <b>Above {hardestGrade}: shorter sentences and shorter words help.</b> : 'Plain.'}
    </span>
  );
}

type LimitProps = {
  clause: DraftClause;
  change: (over: Partial<DraftClause>) => void;
  errorOf: (field: string) => string | undefined;
  name: (field: string) => string;
  line: (field: keyof DraftClause & string, label: string, maxLength: number, hint?: string) => React.ReactNode;
};

function LimitFields({ clause, change, errorOf, name, line }: LimitProps) {
  const binds = clause.binds?.who ?? null;
  return (
    <>
      {line('source', 'The law or guidance it rests on', 300)}
      <DateInput
        name={name('checkedOn')}
        label="Held against it on"
        hint="Empty: nobody has yet."
        value={clause.checkedOn ?? ''}
        onChange={(checkedOn) => change({ checkedOn: checkedOn || null })}
      />
      <RadioRows
        name={name('binds')}
        legend="Whom it binds"
        options={[
          { value: 'everyone', label: 'Everyone: it stands in each agreement' },
          { value: 'some', label: 'Only some: it is off until it is turned on for an agreement' },
        ]}
        value={binds}
        onChange={(who) => change({ binds: who === 'some' ? { who, note: '' } : { who: 'everyone' } })}
        error={errorOf('binds')}
      />
      {clause.binds?.who === 'some' ? (
        <TextInput
          name={name('bindsNote')}
          label="Whom, and when to turn it on"
          maxLength={200}
          value={clause.binds.note}
          onChange={(note) => change({ binds: { who: 'some', note } })}
        />
      ) : null}
    </>
  );
}
