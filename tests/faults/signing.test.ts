import { proveSigningSurvives } from './prove-signing-survives.ts';

// Two of nine: the client's own step and the mail's. All nine stand in the long run.
proveSigningSurvives(['sign.after-commit', 'mail.after-smtp']);
