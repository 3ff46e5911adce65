import { create } from 'zustand'
import { messageOf } from '../../../shared/errors.ts'
import { importUploads } from './import-paths.ts'
import { sendFile } from './send-file.ts'

export interface FailedUpload {
  name: string
  reason: string
}

/** Progress of all uploads of this page. */
interface Uploads {
  isActive: boolean
  files: number
  filesDone: number
  bytes: number
  bytesDone: number
  failed: FailedUpload[]
}

const none: Uploads = { isActive: false, files: 0, filesDone: 0, bytes: 0, bytesDone: 0, failed: [] }

export const useUploads = create<Uploads>(() => none)

const atOnce = 2
/**
 * Interval after which the files of a long upload are imported, so that their takes appear before its end. A shorter
 * upload is one import.
 */
const importEveryMilliseconds = 20_000

interface Round {
  waiting: File[]
  arrived: string[]
  running: number
  importedAt: number
  stop: AbortController
}

let round: Round | null = null

/** Uploads files, two at a time, and imports those that were received. */
export function addUploads(files: readonly File[]): void {
  if (files.length === 0) return
  round ??= { waiting: [], arrived: [], running: 0, importedAt: performance.now(), stop: new AbortController() }
  round.waiting.push(...files)
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  useUploads.setState((now) => {
    const before = now.isActive ? now : none
    return { ...before, isActive: true, files: before.files + files.length, bytes: before.bytes + bytes }
  })
  for (let lane = round.running; lane < atOnce; lane += 1) void runLane(round)
}

/** Cancels uploads. Files that were received are imported. */
export function cancelUploads(): void {
  round?.waiting.splice(0)
  round?.stop.abort()
}

export function forgetUploads(): void {
  if (!useUploads.getState().isActive) useUploads.setState(none)
}

async function runLane(mine: Round): Promise<void> {
  mine.running += 1
  for (let file = mine.waiting.shift(); file; file = mine.waiting.shift()) {
    await sendOne(mine, file)
    if (performance.now() - mine.importedAt > importEveryMilliseconds) importArrived(mine)
  }
  mine.running -= 1
  if (mine.running > 0) return
  importArrived(mine)
  if (round === mine) round = null
  useUploads.setState({ isActive: false })
}

function importArrived(mine: Round): void {
  mine.importedAt = performance.now()
  if (mine.arrived.length > 0) void importUploads(mine.arrived.splice(0))
}

async function sendOne({ arrived, stop }: Round, file: File): Promise<void> {
  let sent = 0
  const count = (bytes: number) => {
    const more = bytes - sent
    sent = bytes
    useUploads.setState((now) => ({ bytesDone: now.bytesDone + more }))
  }
  try {
    arrived.push(await sendFile(file, { signal: stop.signal, onProgress: count }))
    count(file.size)
    useUploads.setState((now) => ({ filesDone: now.filesDone + 1 }))
  } catch (error) {
    if (stop.signal.aborted) return
    const reason = messageOf(error)
    useUploads.setState((now) => ({ failed: [...now.failed, { name: file.name, reason }] }))
  }
}
