import { fork } from 'node:child_process'
import { keepGroup, killGroup } from '../process-group.ts'
import type { DecoderReply, DecoderRequest } from './request.ts'

/** A decoder that runs. */
export interface DecoderProcess {
  readonly pid: number | undefined
  send(request: DecoderRequest): void
  /** Ends it with all that it started. */
  kill(): void
}

export interface DecoderEvents {
  onReply(reply: DecoderReply): void
  /** Called once; `reason` says how it ended, and `output` is the end of what it wrote. */
  onEnd(reason: string, output: string): void
}

/** Starts the decoder's program at a path. */
export type StartDecoder = (program: string, events: DecoderEvents) => DecoderProcess

const keptOutput = 2000

/**
 * Starts a decoder with the Node.js of this process, in a process group of its own. `RUSHES_TEST_DECODER` names a
 * program that stands in for it.
 */
export const startDecoder: StartDecoder = (program, { onReply, onEnd }) => {
  const child = fork(process.env.RUSHES_TEST_DECODER ?? program, {
    detached: process.platform !== 'win32',
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  keepGroup(child)
  let output = ''
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output = (output + text).slice(-keptOutput)
  })
  child.on('message', (reply: DecoderReply) => onReply(reply))
  child.once('error', (error) => onEnd(error.message, output))
  child.once('close', (code, signal) => onEnd(signal ?? `exit code ${code}`, output))
  return {
    pid: child.pid,
    // If it has ended, `onEnd` says so.
    send: (request) => void child.send(request, () => undefined),
    kill: () => killGroup(child),
  }
}
