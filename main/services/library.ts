import { statfs } from 'node:fs/promises'
import type { Backup } from '../../shared/contract/backups.ts'
import {
  type Check,
  library as calls,
  type FileSpace,
  type LibraryState,
  type Statistics,
} from '../../shared/contract/library.ts'
import { messageOf } from '../../shared/errors.ts'
import { includesScope } from '../../shared/scopes.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { findUnrecorded, type UnrecordedFile } from '../contents/find-unrecorded.ts'
import type { Core } from '../core.ts'
import { checkIntegrity } from '../database/connection/check-integrity.ts'
import { readFileSpace } from '../database/connection/unused-space.ts'
import { sumBySource } from '../database/videos/counts.ts'
import { countByStatus } from '../database/workflows.ts'
import { isOld, type Tool } from '../media/tools.ts'
import { listBackups } from '../storage/backups.ts'
import { adoptDatabase } from './adopt/adopt-database.ts'
import type { Caller } from './calls/caller.ts'
import { type CallContext, implementCalls } from './calls/implement.ts'
import { platformFor } from './calls/platform-for.ts'
import { startDemo } from './demo/add-demo.ts'
import { startCompaction } from './library/compact.ts'

const os = implementCalls({ library: calls })

async function state(context: CallContext): Promise<LibraryState> {
  const { core, caller } = context
  const platform = platformFor(context)
  const sources = await sumBySource(core.db)
  return {
    folder: core.layout.folder,
    access: accessOf(core, caller),
    version: core.version,
    videos: sources.reduce((sum, { count }) => sum + count, 0),
    size_bytes: sources.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
    by_source: Object.fromEntries(sources.map(({ source_type, count }) => [source_type, count])),
    can: {
      pick: platform.pick !== undefined,
      reveal: platform.reveal !== undefined,
      open: platform.openFile !== undefined,
      drag: platform.dragFiles !== undefined,
      restore: platform.restoreBackup !== undefined,
      share: platform.sharing !== undefined,
      paths: caller.via !== 'token',
      administer: includesScope(caller.scope, 'admin'),
    },
  }
}

function accessOf({ access }: Core, { scope }: Caller): LibraryState['access'] {
  const isViewer = access.state === 'writable' && !includesScope(scope, 'write')
  return {
    state: isViewer ? 'read_only' : access.state,
    reason: isViewer ? 'Your token lets you view this library, not change it.' : access.reason,
    moved_to: access.movedTo,
    is_waiting: access.isWaiting,
  }
}

async function countVideos(core: Core): Promise<number> {
  return (await sumBySource(core.db)).reduce((sum, { count }) => sum + count, 0)
}

async function statistics(core: Core): Promise<Statistics> {
  const sources = await sumBySource(core.db)
  return {
    total_storage_bytes: sources.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
    videos_by_source: Object.fromEntries(
      sources.map(({ source_type, count, size_bytes }) => [source_type, { count, size_bytes }]),
    ),
    workflows_by_status: await countByStatus(core.db),
  }
}

async function doctor(core: Core): Promise<Check[]> {
  return await Promise.all([
    checkTool(core, 'decoder', () => core.decoder.identify()),
    checkTool(core, 'ffprobe', () => core.tools.ffprobe()),
    checkTool(core, 'ffmpeg', () => core.tools.ffmpeg()),
    check('library', async () => `${core.layout.folder}, ${await countVideos(core)} videos`),
    check('database', async () => `${await checkIntegrity(core.db)}, ${describeSpace(await readFileSpace(core.db))}`),
    check('backups', async () => describeBackups(await listBackups(core.layout))),
    check('files', async () => describeUnrecorded(await findUnrecorded(core))),
    check('disk', async () => {
      const { bavail, bsize } = await statfs(core.layout.folder)
      return `${Math.round((bavail * bsize) / 1e9)} GB free`
    }),
  ])
}

async function check(name: string, work: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await work() }
  } catch (error) {
    return { name, ok: false, detail: messageOf(error) }
  }
}

const advice: Record<'decoder' | 'ffprobe' | 'ffmpeg', string> = {
  decoder: 'Install a newer Rushes.',
  ffprobe: 'Install a newer Rushes.',
  ffmpeg: 'Install a current ffmpeg on PATH.',
}

async function checkTool(core: Core, name: keyof typeof advice, find: () => Promise<Tool>): Promise<Check> {
  let isOutdated = false
  const found = await check(name, async () => {
    const tool = await find()
    isOutdated = isOld(tool, core.clock())
    return `${tool.version}${tool.date === null ? '' : ` of ${tool.date}`} at ${tool.path} (${tool.source})`
  })
  return isOutdated ? { ...found, warning: `It is more than a year old. ${advice[name]}` } : found
}

function describeSpace({ file_bytes, unused_bytes, shrinks }: FileSpace): string {
  const space = `${formatBytes(file_bytes)}, ${formatBytes(unused_bytes)} of it unused`
  return shrinks || unused_bytes === 0 ? space : `${space}: “rushes compact” gives it back`
}

function describeBackups(backups: readonly Backup[]): string {
  const [newest] = backups
  if (!newest) return 'none yet; a library that is open in a window or browser is backed up each day'
  return `${formatCount(backups.length, 'backup')} of the database, the newest of ${newest.created_at} UTC`
}

/** Says which files in the library's folders have no row; those that Rushes named are imported in the background. */
function describeUnrecorded(files: readonly UnrecordedFile[]): string {
  const others = files.filter(({ file_hash }) => file_hash === null)
  const own = files.length - others.length
  const [first] = others
  const parts = [
    own > 0 &&
      `${formatCount(own, 'file')} without a row, imported when the library is next open in a window or browser`,
    first &&
      `${formatCount(others.length, 'file')} that Rushes did not put there, such as ${first.path}: import or move them`,
  ]
  return parts.filter(Boolean).join('; ') || 'all files of the library’s folders are recorded'
}

export const library = {
  get: os.library.get.handler(({ context }) => state(context)),
  statistics: os.library.statistics.handler(({ context: { core } }) => statistics(core)),
  doctor: os.library.doctor.handler(({ context: { core } }) => doctor(core)),
  space: os.library.space.handler(({ context: { core } }) => readFileSpace(core.db)),
  compact: os.library.compact.handler(({ context: { core } }) => startCompaction(core)),
  addDemo: os.library.addDemo.handler(({ context }) => startDemo(context)),
  adopt: os.library.adopt.handler(async ({ input, context: { core }, signal }) => ({
    tables: await adoptDatabase(core, input.path, signal),
  })),
}
