import { app, utilityProcess } from 'electron'
import type { StartDecoder } from '../media/decoder/start-decoder.ts'

const keptOutput = 2000

/** Starts a decoder as a process of Electron, because the packed application cannot be started as Node.js. */
export const startDecoder: StartDecoder = (program, { onReply, onEnd }) => {
  const standIn = app.isPackaged ? undefined : process.env.RUSHES_TEST_DECODER
  const child = utilityProcess.fork(standIn ?? program, [], {
    serviceName: 'Rushes decoder',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr?.on('data', (text) => {
    output = (output + text).slice(-keptOutput)
  })
  const kill = () => {
    // A busy process does not answer the polite request of `child.kill()`.
    try {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
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
    send: (request) => child.postMessage(request),
    kill() {
      isKilled = true
      if (isStarted) kill()
    },
  }
}
