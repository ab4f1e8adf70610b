/** A page that anyone might have open. It must answer without our help and say nothing about the person. */
export const neutralSite = 'https://www.bbc.co.uk/weather';

let exiting = false;

/** True from the moment somebody leaves by "Exit this page": no guard may hold them back. */
export function isExiting(): boolean {
  return exiting;
}

/**
 * Leaves at once: what is on the screen goes first (the network may be slow and somebody may be at the door), then
 * the history entry is replaced, so that "back" does not come here. Earlier entries stay: a page cannot remove them.
 * @param onLeave sends the sign-out on its way; it may not wait
 */
export function exitPage(onLeave?: () => void, site: string = neutralSite): void {
  exiting = true;
  document.title = 'Weather';
  document.body.replaceChildren();
  // A page kept by the browser for "back" would come again blank; reload it, and it asks for a sign-in.
  window.addEventListener('pageshow', (event) => event.persisted && window.location.reload());
  try {
    onLeave?.();
  } finally {
    window.location.replace(site);
  }
}
