import { useState } from 'react';
import { arrive } from './arrive.ts';
import { EnrolPage } from './enrol-page.tsx';
import { PasswordForm } from './password-form.tsx';

/** Address and password; then either the second step's own page, or, the first time, setting one up. */
export default function SignInPage() {
  // Kept while the second step is set up, which wants it once more; gone with the page.
  const [password, setPassword] = useState<string | null>(null);
  if (password !== null) return <EnrolPage password={password} hasPassword onDone={arrive} />;
  return <PasswordForm onEnrol={setPassword} />;
}
