import { safeBackPath } from '@heather/ui';
import { ConfirmItIsYou } from '../app/confirm-it-is-you.tsx';

/** Leads back to what wanted it, by a whole load. */
export default function ConfirmPage() {
  const back = safeBackPath(new URLSearchParams(window.location.search).get('back'));
  return (
    <ConfirmItIsYou
      why="What comes next changes how you get in. So we check first."
      onDone={() => {
        window.location.replace(back);
        return 'leaving';
      }}
    />
  );
}
