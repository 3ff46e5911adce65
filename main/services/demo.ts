import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../shared/contract/jobs.ts'
import type { Core } from '../core.ts'
import { makeDemoClips } from '../media/demo-clips.ts'
import { incomingFolder } from '../storage/incoming.ts'
import { seedWorkflows } from './seed-workflows.ts'

/**
 * Makes the demo clips in the library's folder and has `importFolder` move them in; what is left of them is removed.
 * `onClip` hears of each clip that is ready. Workflows that say how they were made are added where there are none.
 */
export async function seedDemo(
  core: Core,
  importFolder: (folder: string) => Promise<Job>,
  onClip: (done: number, total: number) => void,
): Promise<Job> {
  const folder = join(incomingFolder(core.layout), 'seed')
  await mkdir(folder, { recursive: true })
  try {
    await makeDemoClips((await core.tools.ffmpeg()).path, folder, onClip)
    const job = await importFolder(folder)
    await seedWorkflows(core)
    return job
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
