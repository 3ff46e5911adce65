import { fork } from 'node:child_process'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { HostReply, HostRequest, Start } from './messages.ts'

/**
 * [Note: the program host] Linux copies the page tables of a process that starts another: 60 ms for each gigabyte that
 * it holds, as in a library of a million takes, and the thread that starts it answers nobody meanwhile. So one small
 * process, the program host, starts all programs. It ends with this process, and all that it started ends with it,
 * also if this process is killed.
 */
export interface StartedProgram {
  readonly pid: number | undefined
  /** Empty for a module. */
  readonly stdout: Readable
  readonly stderr: Readable
  /**
   * Settles once it has ended and its output has been read: the exit code, or the signal that ended it; null if that
   * is unknown.
   * @throws Error if it cannot be started.
   */
  readonly ended: Promise<number | NodeJS.Signals | null>
  /** Sends a message to a module. */
  send(message: unknown): void
  /** Kills it with all that it started; nothing happens if it has ended. */
  kill(): void
}

/** A running program host. */
export interface Host {
  send(request: HostRequest): void
  /** While held, it keeps this process from ending by itself. */
  hold(isHeld: boolean): void
}

export interface HostEvents {
  onReply(reply: HostReply): void
  /** Called once. */
  onEnd(): void
}

/** Starts the host's program at a path. */
export type StartHost = (program: string, events: HostEvents) => Host

interface Running {
  onReply(reply: HostReply): void
  onHostEnd(): void
}

/** See [Note: one flat folder]. */
const program = import.meta.url.endsWith('.ts') ? './host-program.ts' : './program-host.js'
const hostProgram = fileURLToPath(new URL(program, import.meta.url))

const running = new Map<number, Running>()
let lastId = 0
let host: Host | undefined
let startHost: StartHost = forkHost

/** Has `start` start the program host in place of Node.js. */
export function hostProgramsWith(start: StartHost): void {
  startHost = start
}

/** Starts a program in a process group of its own, through the program host. `onMessage` hears what a module sends. */
export function startProgram(start: Omit<Start, 'env'>, onMessage?: (message: unknown) => void): StartedProgram {
  const id = ++lastId
  const stdout = new Readable({ read() {} })
  const stderr = new Readable({ read() {} })
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | NodeJS.Signals | null>()
  let pid: number | undefined
  if (start.isModule) stdout.resume()
  const end = (settle: () => void) => {
    running.delete(id)
    if (running.size === 0) host?.hold(false)
    stdout.push(null)
    stderr.push(null)
    void Promise.all([finished(stdout), finished(stderr)]).then(settle)
  }
  running.set(id, {
    onReply(reply) {
      if ('pid' in reply) pid = reply.pid
      else if ('stdout' in reply) stdout.push(reply.stdout)
      else if ('stderr' in reply) stderr.push(reply.stderr)
      else if ('message' in reply) onMessage?.(reply.message)
      else if ('exit' in reply) end(() => resolve(reply.exit))
      else end(() => reject(new Error(reply.error)))
    },
    onHostEnd: () => end(() => resolve(null)),
  })
  const sendToHost = (request: HostRequest) => {
    if (running.has(id)) host?.send(request)
  }
  host ??= startHost(hostProgram, {
    onReply: (reply) => running.get(reply.id)?.onReply(reply),
    onEnd() {
      host = undefined
      for (const { onHostEnd } of [...running.values()]) onHostEnd()
    },
  })
  host.hold(true)
  host.send({ id, start: { ...start, env: { ...process.env } } })
  return {
    get pid() {
      return pid
    },
    stdout,
    stderr,
    ended,
    send: (message) => sendToHost({ id, message }),
    kill: () => sendToHost({ id, kill: true }),
  }
}

function forkHost(path: string, { onReply, onEnd }: HostEvents): Host {
  const child = fork(path, {
    // Else Ctrl+C in a terminal would end it before the process that it serves has stopped its jobs.
    detached: process.platform !== 'win32',
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let isOver = false
  const end = () => {
    if (!isOver) onEnd()
    isOver = true
  }
  child.on('message', onReply).once('error', end).once('exit', end)
  return {
    // If it has ended, `onEnd` says so.
    send: (request) => void child.send(request, () => undefined),
    hold(isHeld) {
      if (isHeld) child.ref()
      else child.unref()
      if (isHeld) child.channel?.ref()
      else child.channel?.unref()
    },
  }
}
