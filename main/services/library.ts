import { statfs } from 'node:fs/promises'
import type { Check, LibraryState, Statistics } from '../../shared/contract/library.ts'
import { messageOf } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { checkIntegrity } from '../database/integrity.ts'
import { sumBySource } from '../database/videos.ts'
import { countByStatus } from '../database/workflows.ts'
import type { Tool } from '../media/tools.ts'
import { adoptDatabase } from './adopt.ts'
import { os } from './implement.ts'

async function state(core: Core): Promise<LibraryState> {
  const sources = await sumBySource(core.db)
  return {
    folder: core.layout.folder,
    version: core.version,
    videos: sources.reduce((sum, { count }) => sum + count, 0),
    size_bytes: sources.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
    by_source: Object.fromEntries(sources.map(({ source_type, count }) => [source_type, count])),
    can: { pick: core.platform.pick !== undefined, reveal: core.platform.reveal !== undefined },
  }
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
    check('ffprobe', () => core.tools.ffprobe().then(describeTool)),
    check('ffmpeg', () => core.tools.ffmpeg().then(describeTool)),
    check('library', async () => `${core.layout.folder}, ${(await state(core)).videos} videos`),
    check('database', async () => checkIntegrity(core.database)),
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

function describeTool({ path, version, source }: Tool): string {
  return `${version} at ${path} (${source})`
}

export const library = {
  get: os.library.get.handler(({ context: { core } }) => state(core)),
  statistics: os.library.statistics.handler(({ context: { core } }) => statistics(core)),
  doctor: os.library.doctor.handler(({ context: { core } }) => doctor(core)),
  adopt: os.library.adopt.handler(async ({ input, context: { core } }) => ({
    tables: await adoptDatabase(core, input.path),
  })),
}
