import { app, utilityProcess } from 'electron'
import type { StartDecoder } from '../media/decoder/start-decoder.ts'
import type { StartHost } from '../media/program-host/start-program.ts'

const keptOutput = 2000

/** Starts a decoder as a process of Electron, because the packed application cannot be started as Node.js. */
export const startDecoder: StartDecoder = (program, { onReply, onEnd }) => {
  const standIn = app.isPackaged ? undefined : process.env.RUSHES_TEST_DECODER
  // A busy process does not answer a polite request.
  return startUtility(standIn ?? program, { serviceName: 'Rushes decoder', signal: 'SIGKILL', onReply, onEnd })
}

/** Starts the program host as a process of Electron. */
export const startHost: StartHost = (program, { onReply, onEnd }) => {
  // It ends what it started.
  const host = startUtility(program, { serviceName: 'Rushes program host', signal: 'SIGTERM', onReply, onEnd })
  return { send: host.send, hold: () => undefined }
}

interface Options<Reply> {
  serviceName: string
  /** The signal that ends it. */
  signal: NodeJS.Signals
  onReply(reply: Reply): void
  onEnd(reason: string, output: string): void
}

function startUtility<Reply>(program: string, { serviceName, signal, onReply, onEnd }: Options<Reply>) {
  const child = utilityProcess.fork(program, [], { serviceName, stdio: ['ignore', 'ignore', 'pipe'] })
  let output = ''
  child.stderr?.on('data', (text) => {
    output = (output + text).slice(-keptOutput)
  })
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(child.pid, signal)
    } catch {
      // It has ended.
    }
  }
  app.once('will-quit', kill)
  let isStarted = false
  let isKilled = false
  child.once('spawn', () => {
    isStarted = true
    if (isKilled) kill()
  })
  child.on('message', onReply)
  child.once('exit', (code) => {
    app.off('will-quit', kill)
    onEnd(`exit code ${code}`, output)
  })
  return {
    get pid() {
      return child.pid
    },
    send: (request: unknown) => child.postMessage(request),
    kill() {
      isKilled = true
      if (isStarted) kill()
    },
  }
}
