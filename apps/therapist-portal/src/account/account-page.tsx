import { LookSwitch, PageTitle } from '@heather/ui';

export default function AccountPage() {
  return (
    <div className="plain-page">
      <PageTitle title="Your account" />
      <h2>How Heather looks for you</h2>
      <p className="quiet">
        Kept with your account, so it is the same on every device. Nothing is stored in this browser.
      </p>
      <LookSwitch />
    </div>
  );
}
