import { BackLink, Loading, PageTitle, SummaryList } from '@heather/ui';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../app/trpc.ts';
import { AssessmentPart } from './assessment-part.tsx';
import { BringsReading } from './brings-reading.tsx';
import { kindWords, momentWords, needWords, sourceWords, stateWords } from './enquiry-words.ts';
import { TriageForm } from './triage-form.tsx';
import { wishesInWords } from './wishes-fields.tsx';

/** One enquiry: how to reach them and what they asked for; the clinical lead opens their words and decides. */
export default function EnquiryPage({ params }: { params: Record<string, string | undefined> }) {
  const enquiryId = params.enquiryId ?? '';
  const enquiry = useQuery(trpc.enquiries.get.queryOptions({ enquiryId }));
  const shell = useQuery(trpc.account.shell.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  if (!enquiry.data || !shell.data) return <Loading />;
  const given = enquiry.data;
  const isManager = shell.data.person?.roles.includes('manager') === true;
  const isLead = shell.data.person?.roles.includes('clinical-lead') === true;
  return (
    <div className="stack">
      <BackLink href="/enquiries" />
      <PageTitle title="Enquiry">{given.fullName}</PageTitle>
      <p className="quiet">
        {sourceWords[given.source]}, {momentWords(given.receivedAt)}. {stateWords[given.state] ?? given.state}
        {given.triagedBy === null ? '' : `, decided by ${given.triagedBy}`}
        {given.referredTo === null ? '' : `: ${given.referredTo}`}.
      </p>
      <section>
        <h2>What they asked for</h2>
        <SummaryList
          rows={[
            { label: 'Who would come', value: [kindWords[given.episodeKind], ...given.others].join(', ') },
            ...wishesInWords(given.wishes).map(({ label, words }) => ({ label, value: words })),
            ...(given.needs.length > 0
              ? [{ label: 'They need', value: given.needs.map((need) => needWords[need]).join(', '), long: true }]
              : []),
            ...(given.pronouns === null ? [] : [{ label: 'Pronouns', value: given.pronouns }]),
            { label: 'Safe ways to reach them', value: given.safeContact.join('. '), long: true },
          ]}
        />
      </section>
      {isLead ? <BringsReading enquiryId={enquiryId} /> : <p className="quiet">What brings them is not shown here.</p>}
      {isLead && given.state === 'new' ? <TriageForm enquiry={given} /> : null}
      <AssessmentPart enquiry={given} mayOpen={isLead || isManager} />
      {given.entryId === null || isLead || !isManager ? null : (
        <p>
          <a href={`/allocation/${given.entryId}`}>Go to their place in the waiting list</a>
        </p>
      )}
    </div>
  );
}
