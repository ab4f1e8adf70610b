import { PageTitle } from '@heather/ui';
import { type Entry, longDate, needWords, shortDate } from './allocation-words.ts';

const kinds: Record<string, string> = { couple: 'A couple', family: 'A family', group: 'A group' };

/** Who it is and how they may be reached; what brings them is not here, and says so. */
export function PersonHead({ entry }: { entry: Entry }) {
  return (
    <>
      <PageTitle title="Allocation" focusKey={entry.entryId}>
        {entry.name}
      </PageTitle>
      <p>
        Asked on {longDate(entry.askedOn).replace(/^\w+ /, '')}, {entry.days === 1 ? '1 day' : `${entry.days} days`} ago
      </p>
      {kinds[entry.episodeKind] === undefined ? null : <p>{kinds[entry.episodeKind]}</p>}
      {entry.assessmentFirst ? <p>An assessment session first</p> : null}
      <p className="quiet">{entry.safeContact.join('. ')}</p>
      {entry.needs.length > 0 ? (
        <p className="quiet">Needs {entry.needs.map((need) => needWords[need]).join(', ')}</p>
      ) : null}
      <p className="quiet">What brings them is not shown here</p>
      {entry.nextContactOn === null ? null : (
        <p className="quiet">To hear from us on {shortDate(entry.nextContactOn)}</p>
      )}
    </>
  );
}
