import { Button } from '../forms/button.tsx';
import { PageTitle } from '../page/page-title.tsx';
import { readRefusal } from '../page/refusal-words.ts';

/** The same for what is not there and what is not theirs. */
export function NotFound({ homeHref = '/' }: { homeHref?: string }) {
  return (
    <div className="plain-page">
      <PageTitle title="Not found">There is nothing here</PageTitle>
      <p>It may have moved, or it is not yours to see.</p>
      <p>
        <a href={homeHref}>Go to the first page</a>
      </p>
    </div>
  );
}

/** A room of the practice that this person's work does not open. Trying again would not help. */
function NotYours({ homeHref }: { homeHref: string }) {
  return (
    <div className="plain-page">
      <PageTitle title="Not open to you">This page is not part of your work</PageTitle>
      <p>If you need it, ask a manager of the practice.</p>
      <p>
        <a href={homeHref}>Go to the first page</a>
      </p>
    </div>
  );
}

type ErrorPageProps = { error: unknown; onRetry?: (() => void) | undefined; homeHref?: string };

/** A page that could not be shown. A refusal of "not found" looks as any other missing page does. */
export function ErrorPage({ error, onRetry, homeHref = '/' }: ErrorPageProps) {
  const refusal = readRefusal(error);
  if (refusal.code === 'not-found') return <NotFound homeHref={homeHref} />;
  if (refusal.code === 'forbidden') return <NotYours homeHref={homeHref} />;
  return (
    <div className="plain-page">
      <PageTitle title="Problem">This page cannot be shown just now</PageTitle>
      <p>{refusal.words}</p>
      {onRetry === undefined ? null : <Button onClick={onRetry}>Try again</Button>}
      <p>
        <a href={homeHref}>Go to the first page</a>
      </p>
    </div>
  );
}

/** Where a part of a page could not be fetched or saved: words in its place, spoken once. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  return (
    <div className="mend" role="alert">
      <p>{readRefusal(error).words}</p>
      {onRetry === undefined ? null : (
        <Button kind="link" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
