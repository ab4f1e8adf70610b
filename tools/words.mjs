/** Says one line about the start itself. On standard error, so that a command's own output can be piped. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A reason to stop that a person can act on: shown as one line, without a stack. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const offline =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|dns error|error sending request|failed to lookup|network/i;

/** Turns a failed download into one line; `what` says what was being fetched, `output` is what the tool printed. */
export function downloadFailed(what, output) {
  if (/ENOSPC|no space left/i.test(output)) return new Stop(`No space is left on the disk to install ${what}.`);
  if (/OUTDATED_LOCKFILE|LOCKFILE_CONFIG_MISMATCH|not up to date with/i.test(output)) {
    return new Stop(
      'pnpm-lock.yaml does not match the package.json files. Run "pnpm install", commit the lock file, try again.',
    );
  }
  if (offline.test(output)) {
    return new Stop(
      `Could not reach the npm registry to install ${what}. Connect to the network (or set npm's proxy) and try again.`,
    );
  }
  const lines = output.trim().split('\n').slice(-15).join('\n');
  return new Stop(`${lines}\nInstalling ${what} failed; the lines above say why.`);
}
