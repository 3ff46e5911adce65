import { startProgram } from '../program-host/start-program.ts'
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
 * Starts a decoder with the Node.js of this process, through the program host. `RUSHES_TEST_DECODER` names a program
 * that stands in for it.
 */
export const startDecoder: StartDecoder = (program, { onReply, onEnd }) => {
  const module = { program: process.env.RUSHES_TEST_DECODER ?? program, args: [], isModule: true }
  const started = startProgram(module, (reply) => onReply(reply as DecoderReply))
  let output = ''
  started.stderr.setEncoding('utf8').on('data', (text) => {
    output = (output + text).slice(-keptOutput)
  })
  started.ended.then(
    (exit) => onEnd(typeof exit === 'string' ? exit : `exit code ${exit}`, output),
    ({ message }: Error) => onEnd(message, output),
  )
  return started
}
