type BackLinkProps = { href?: string | undefined; onBack?: (() => void) | undefined; children?: string };

/** One step back: a link where there is an address, else a button that goes back within the page. */
export function BackLink({ href, onBack, children = 'Back' }: BackLinkProps) {
  const drawing = (
    <svg viewBox="0 0 10 15" aria-hidden="true">
      <path d="M8 1.5 2 7.5l6 6" />
    </svg>
  );
  if (href !== undefined) {
    return (
      <a className="back" href={href}>
        {drawing}
        {children}
      </a>
    );
  }
  return (
    <button type="button" className="link-button back" onClick={onBack}>
      {drawing}
      {children}
    </button>
  );
}

/** To the page before; to the first page where there is none (a link opened in a new tab). */
export function goBack(): void {
  if (window.history.length > 1) window.history.back();
  else window.location.assign('/');
}
