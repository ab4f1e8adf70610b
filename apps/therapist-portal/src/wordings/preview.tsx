import {
  type Clause,
  type DraftClause,
  type Language,
  languages,
  renderAgreement,
  renderConsents,
  renderNotice,
  type TemplateKind,
  type TemplateVersion,
  type WorkingAgreement,
} from '@heather/confidentiality';
import { Paragraphs, RadioRows, TopicLines } from '@heather/ui';

type Props = {
  kind: TemplateKind;
  language: Language;
  title: string;
  clauses: readonly DraftClause[];
  frame: WorkingAgreement;
};

/** Years that records are kept, as the shipped notice says it. */
const retentionYears = 7;

/** The document at the width of a phone, drawn by what draws it for the client, with the practice's own facts and made-up people. */
export function Preview({ kind, language, title, clauses, frame }: Props) {
  const version = { kind, language, title, clauses: clauses.map(whole) } as unknown as TemplateVersion;
  const limits = clauses
    .filter((one) => one.kind === 'limit' && one.binds?.who !== 'some')
    .map(({ clauseId }) => clauseId);
  const shown: WorkingAgreement = { ...frame, limits };
  const [controller] = frame.controllers;
  return (
    <aside aria-label="As a client sees it on a phone">
      <div className="phone" lang={language} dir={languages[language].direction}>
        <h2>{title}</h2>
        {kind === 'optional-consents' ? (
          renderConsents(version, shown).map((one) => (
            <RadioRows
              key={one.clauseId}
              name={`preview-${one.clauseId}`}
              legend={one.question}
              hint={<Paragraphs text={one.text} />}
              options={[
                { value: 'yes', label: one.yesLabel },
                { value: 'no', label: one.noLabel },
              ]}
              value={null}
              onChange={() => {}}
            />
          ))
        ) : (
          <TopicLines
            topics={
              kind === 'privacy-notice'
                ? renderNotice(version, {
                    name: frame.parties.practice.name,
                    address: controller?.address ?? '',
                    contact: controller?.contact ?? '',
                    retentionYears,
                    controllers: frame.controllers.map(({ name }) => name),
                    ...(controller?.registrationNumber && { registrationNumber: controller.registrationNumber }),
                  })
                : renderAgreement(version, shown)
            }
          />
        )}
      </div>
    </aside>
  );
}

/** What is not written yet is empty, not missing; and every place is shown. */
function whole(draft: DraftClause): Clause {
  const { onlyWhere: _, ...rest } = draft;
  return { question: '', yesLabel: '…', noLabel: '…', afterWithdrawal: '', ...rest } as unknown as Clause;
}
