import { router } from '../trpc/procedures.ts';
import { accountsFile, makeAccounts } from './accounts-file.ts';
import { adjust, refund, takeBack } from './adjust.ts';
import { arrange, changeArrangement, decideBeyondLimit, payMyself, setFeeReason } from './arrange.ts';
import { makeStatement, myReceiptFile, myStatementFile, receiptFile, statementFile } from './documents.ts';
import { ledger } from './ledger.ts';
import { waive, writeOff } from './let-go.ts';
import { mine } from './mine.ts';
import { owing } from './owing.ts';
import { payer, payers, recordPayerPayment, savePayer } from './payers.ts';
import { recordPayment } from './record-payment.ts';
import { setShare, shares } from './shares.ts';
import { limits } from './warn-limits.ts';

export const feesStaff = router({
  owing,
  limits,
  ledger,
  recordPayment,
  waive,
  writeOff,
  adjust,
  refund,
  takeBack,
  payers,
  payer,
  savePayer,
  recordPayerPayment,
  arrange,
  changeArrangement,
  decideBeyondLimit,
  setFeeReason,
  makeStatement,
  statementFile,
  receiptFile,
  shares,
  setShare,
  makeAccounts,
  accountsFile,
});
export const feesClient = router({ mine, payMyself, myReceiptFile, myStatementFile });
