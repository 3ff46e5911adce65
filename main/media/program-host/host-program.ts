// A program of its own, which starts all others: see [Note: the program host].
import type { ChildProcess } from 'node:child_process'
import { messageOf } from '../../../shared/errors.ts'
import type { HostReply, HostRequest, Start } from './messages.ts'
import { killGroup, startGroup } from './process-group.ts'

/** By then the last output of a process that ended has arrived; another process may hold its pipes open for ever. */
const drainMs = 1000

const running = new Map<number, ChildProcess>()
const { parentPort } = process
/** In the window, Electron starts the program; else Node does. */
const send = (reply: HostReply) => {
  if (parentPort) parentPort.postMessage(reply)
  // If the process that it serves was killed, the reply fails before `disconnect` arrives.
  else process.send?.(reply, undefined, undefined, () => undefined)
}

function answer(request: HostRequest): void {
  const { id } = request
  if ('start' in request) {
    try {
      start(id, request.start)
    } catch (error) {
      // Node refuses some arguments at once, such as one with a null character. The other programs go on.
      send({ id, error: messageOf(error) })
    }
  } else {
    const child = running.get(id)
    if (child === undefined) return
    if ('kill' in request) killGroup(child)
    // If it has ended, its exit says so.
    else child.send(request.message as object, () => undefined)
  }
}

function start(id: number, what: Start): void {
  const child = startGroup(what)
  running.set(id, child)
  send({ id, pid: child.pid })
  child.stdout?.on('data', (stdout: Buffer) => send({ id, stdout }))
  child.stderr?.on('data', (stderr: Buffer) => send({ id, stderr }))
  child.on('message', (message) => send({ id, message }))
  child.once('exit', () => {
    // Ends what it left running. Windows finds that only while the process is alive.
    if (process.platform !== 'win32') killGroup(child)
    setTimeout(() => {
      child.stdout?.destroy()
      child.stderr?.destroy()
    }, drainMs).unref()
  })
  let isOver = false
  const end = (reply: HostReply) => {
    if (isOver) return
    isOver = true
    running.delete(id)
    send(reply)
  }
  child.once('error', ({ message }) => end({ id, error: message }))
  child.once('close', (code, signal) => end({ id, exit: code ?? signal }))
}

if (parentPort) parentPort.on('message', ({ data }) => answer(data as HostRequest))
else process.on('message', (request: HostRequest) => answer(request))
// It ends with the process that it serves, and all that it started ends with it.
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
