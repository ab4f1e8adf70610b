import { EnrolPage } from './enrol-page.tsx';

/** From the account page: an authenticator beside a passkey. */
export default function AuthenticatorPage() {
  return (
    <EnrolPage
      password={null}
      hasPassword
      onDone={() => {
        window.location.replace('/account');
        return 'leaving';
      }}
    />
  );
}
