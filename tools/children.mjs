import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { say } from './words.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends a signal to a whole process group; false when nothing is left in it. */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * True while something in the group still runs. A process that has ended and waits for init to collect it stays in its
 * group for seconds in some containers; it holds nothing, so nobody should wait for it.
 */
function groupRuns(pid) {
  if (!signalGroup(pid, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const [state, , group] = readFileSync(`/proc/${entry}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(group) === pid && state !== 'Z';
    } catch {
      return false;
    }
  });
}

/** Ends what a finished child left behind in its group: asks first (a database wants to close its files), then insists. */
async function sweep(pid) {
  if (!groupRuns(pid)) return;
  signalGroup(pid, 'SIGTERM');
  for (let waited = 0; waited < 5000; waited += 50) {
    if (!groupRuns(pid)) return;
    await pause(50);
  }
  signalGroup(pid, 'SIGKILL');
}

/**
 * Starts a child in a process group of its own, passes signals on to it and waits. Its own group, because Ctrl-C in a
 * terminal goes to every process of a group at once, the database among them, and the child must choose the order.
 * The IPC channel tells the child of our end, should we be killed outright ("disconnect").
 * Resolves to an exit code: the child's own, or 128 + n when a signal ended it.
 */
export async function handOver(command, args, env) {
  const child = spawn(command, args, { env, detached: true, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  let askedAt = 0;
  const pass = (signal) => {
    const now = Date.now();
    // Ctrl-C reaches us twice, from the terminal and through npm; a person's second one comes later and means it.
    if (askedAt !== 0 && now - askedAt > 1500) signalGroup(child.pid, 'SIGKILL');
    else if (askedAt === 0) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    askedAt ||= now;
  };
  for (const signal of signals) process.on(signal, pass);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (exitCode, signal) => resolve(exitCode ?? 128 + constants.signals[signal]));
  });
  if (child.pid) await sweep(child.pid);
  return code;
}

/**
 * Runs a step to its end with its output kept back: → { code, output }. Says every ten seconds that it goes on.
 * A signal ends the step and, after it, this process.
 */
export async function runStep(what, command, args, options) {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      output += text;
    });
  }
  const began = Date.now();
  const clock = setInterval(() => say(`  still ${what}, ${Math.round((Date.now() - began) / 1000)} s …`), 10_000);
  let ended;
  const stop = (signal) => {
    ended = signal;
    signalGroup(child.pid, 'SIGTERM');
  };
  for (const signal of signals) process.on(signal, stop);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += `${error.code ?? ''} ${error.message}`;
      resolve(127);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  clearInterval(clock);
  for (const signal of signals) process.off(signal, stop);
  if (ended) {
    await sweep(child.pid);
    process.exit(128 + constants.signals[ended]);
  }
  return { code, output };
}
