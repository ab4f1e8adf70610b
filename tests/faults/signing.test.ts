import { proveSigningSurvives } from './prove-signing-survives.ts';

// One point of each kind: the client's own step, the worker's, and the mail's. All nine stand in the long run.
proveSigningSurvives(['sign.after-commit', 'seal.before-commit', 'mail.after-smtp']);
