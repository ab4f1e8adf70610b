import { BackLink, goBack, LookSwitch, PageTitle } from '@heather/ui';

export default function HowThisLooksPage() {
  return (
    <>
      <BackLink onBack={goBack} />
      <PageTitle title="How this looks" />
      <p>Choose what is kind to your eyes. It changes at once.</p>
      <p className="small quiet">
        If you have signed in, we keep your choice. If not, it lasts until you close this page.
      </p>
      <LookSwitch />
    </>
  );
}
