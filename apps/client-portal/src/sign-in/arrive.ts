import { passkeysWork, safeBackPath } from '@heather/ui';

/**
 * Goes where somebody was going, by a whole load, so that the shell asks anew who is here. A passkey is offered on the way when
 * this was the first time.
 */
export function arrive(isFirst: boolean): 'leaving' {
  const back = safeBackPath(new URLSearchParams(window.location.search).get('back'));
  window.location.replace(isFirst && passkeysWork() ? `/sign-in/passkey?back=${encodeURIComponent(back)}` : back);
  return 'leaving';
}
