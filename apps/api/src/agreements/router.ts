import { router } from '../trpc/procedures.ts';
import { download, downloadByStaff, downloadScan, ownScan } from './agreement-file.ts';
import { board, templates, unsealed } from './board.ts';
import { answerChange, proposeChange, takeBackChange } from './change-clause.ts';
import { consents, give, recordWithdrawal, withdraw } from './consents.ts';
import { countersign } from './countersign.ts';
import { decline } from './decline.ts';
import { get } from './get.ts';
import { answerTalk, cancel, changeHowWeWork, resend, talks } from './manage.ts';
import { ofClient, printable } from './of-client.ts';
import { enterCode, openLink } from './open-link.ts';
import { overview, overviewFile } from './overview.ts';
import { prepare } from './prepare.ts';
import { present } from './present.ts';
import { recordPaper } from './record-paper.ts';
import { saveDraft } from './save-draft.ts';
import { send } from './send.ts';
import { sign } from './sign.ts';
import { talk } from './talk.ts';
import { mine } from './things.ts';
import { check, checkByStaff, verify } from './verify.ts';

export const agreementsStaff = router({
  board,
  unsealed,
  overview,
  overviewFile,
  templates,
  ofClient,
  prepare,
  printable,
  send,
  resend,
  cancel,
  recordPaper,
  recordWithdrawal,
  changeHowWeWork,
  countersign,
  talks,
  answerTalk,
  proposeChange,
  takeBackChange,
  downloadByStaff,
  checkByStaff,
  downloadScan,
});

export const agreementsClient = router({
  openLink,
  enterCode,
  mine,
  get,
  present,
  saveDraft,
  sign,
  talk,
  answerChange,
  decline,
  consents,
  withdraw,
  give,
  download,
  verify,
  check,
  ownScan,
});
