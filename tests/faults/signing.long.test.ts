import { databaseMoments, proveSigningSurvives, signingPoints } from './prove-signing-survives.ts';

proveSigningSurvives(signingPoints, databaseMoments);
