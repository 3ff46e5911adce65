import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { Core } from '../../core.ts'
import { makeDemoClips } from '../../media/demo/demo-clips.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFolder } from '../../storage/make-folder.ts'
import { seedWorkflows } from './seed-workflows.ts'

/**
 * Makes the demo clips in the incoming folder, imports them with `importFolder` and removes the rest. `onClip` is
 * called for each finished clip. Demo workflows are added to a library without workflows.
 */
export async function seedDemo(
  core: Core,
  importFolder: (folder: string) => Promise<Job>,
  onClip: (done: number, total: number) => void,
): Promise<Job> {
  core.access.requireWritable()
  const folder = join(incomingFolder(core.layout), 'seed')
  await mkdir(folder, { recursive: true, mode: privateFolder })
  try {
    await makeDemoClips((await core.tools.ffmpeg()).path, folder, onClip)
    const job = await importFolder(folder)
    await seedWorkflows(core)
    return job
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
