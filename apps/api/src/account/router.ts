import { router } from '../trpc/procedures.ts';
import * as codes from './client-codes.ts';
import { clientSendConfirmCode, clientStepUp, clientWaysToConfirm } from './client-step-up.ts';
import { invitation } from './invitation.ts';
import * as invitations from './invitations.ts';
import * as ownKeys from './own-passkeys.ts';
import { changePassword } from './own-password.ts';
import { newRecoveryCodes } from './own-recovery-codes.ts';
import * as own from './own-sign-ins.ts';
import * as passkeys from './passkeys.ts';
import * as second from './second-factor.ts';
import * as frame from './shell.ts';
import * as spoken from './spoken-code.ts';
import { signIn } from './staff-sign-in.ts';
import { stepUp } from './step-up.ts';
import { clientWhoOpened } from './who-opened.ts';

export const accountStaff = router({
  shell: frame.shell,
  setPreferences: frame.setPreferences,
  signIn,
  verifySecondFactor: second.verifySecondFactor,
  beginTotp: second.beginTotp,
  finishTotp: second.finishTotp,
  beginPasskey: passkeys.beginPasskey,
  finishPasskey: passkeys.finishPasskey,
  beginPasskeySignIn: passkeys.beginPasskeySignIn,
  finishPasskeySignIn: passkeys.finishPasskeySignIn,
  stepUp,
  newRecoveryCodes,
  changePassword,
  secondFactors: ownKeys.secondFactors,
  listPasskeys: ownKeys.listPasskeys,
  removePasskey: ownKeys.removePasskey,
  signOut: own.staffSignOut,
  listSignIns: own.listSignIns,
  endSignIn: own.endSignIn,
  inviteStaff: invitations.inviteStaff,
  invitation,
  acceptInvitation: invitations.acceptInvitation,
  makeSpokenCode: spoken.makeSpokenCode,
});

export const accountClient = router({
  waysToConfirm: clientWaysToConfirm,
  sendConfirmCode: clientSendConfirmCode,
  stepUp: clientStepUp,
  shell: frame.clientShell,
  setPreferences: frame.clientSetPreferences,
  requestCode: codes.requestCode,
  signInWithCode: codes.signInWithCode,
  signInWithSpokenCode: spoken.signInWithSpokenCode,
  beginPasskey: passkeys.clientBeginPasskey,
  finishPasskey: passkeys.clientFinishPasskey,
  beginPasskeySignIn: passkeys.clientBeginPasskeySignIn,
  finishPasskeySignIn: passkeys.clientFinishPasskeySignIn,
  signOut: own.clientSignOut,
  listSignIns: own.clientListSignIns,
  endSignIn: own.clientEndSignIn,
  listPasskeys: ownKeys.clientListPasskeys,
  removePasskey: ownKeys.clientRemovePasskey,
  whoOpened: clientWhoOpened,
});
