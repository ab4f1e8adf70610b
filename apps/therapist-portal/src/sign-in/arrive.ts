import { safeBackPath } from '@heather/ui';

/** Where somebody was going before they were asked who they are. */
export function backPath(): string {
  return safeBackPath(new URLSearchParams(window.location.search).get('back'));
}

/** Goes there by a whole load, so that the shell asks anew who is here. */
export function arrive(): 'leaving' {
  window.location.replace(backPath());
  return 'leaving';
}
