import { mkdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { importRequestSchema } from '../../../shared/contract/imports.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { Core } from '../../core.ts'
import { runImport } from '../../ingest/import.ts'
import type { ImportCount } from '../../ingest/import-count.ts'
import { eachStep } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { type DemoFile, encodeDemoFile, listDemoFiles } from '../../media/demo/demo-clips.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFolder } from '../../storage/make-folder.ts'
import type { CallContext } from '../calls/implement.ts'
import { addDemoResults } from './demo-results.ts'
import { addDemoWorkflows } from './demo-runs.ts'
import { demoTags } from './demo-workflows.ts'

/**
 * Starts the job that adds the demo: takes and images, generated on this computer and imported as any others; workflows
 * with runs; and what a person and pipelines would have made of them. Added again, it adds what is missing and rates
 * and tags its takes as before.
 */
export async function startDemo(context: CallContext): Promise<Job> {
  const job = { kind: 'demo', title: 'Demo', unit: 'files' } as const
  return await context.core.jobs.start(job, (running) => addDemo(context, running))
}

async function addDemo(context: CallContext, job: RunningJob): Promise<void> {
  const { core } = context
  const folder = join(incomingFolder(core.layout), `demo-${job.id}`)
  await mkdir(folder, { recursive: true, mode: privateFolder })
  try {
    await addFiles(core, job, folder)
    if (job.signal.aborted) return
    await addDemoWorkflows(core)
    await addDemoResults(context, job.signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Encodes the files of the demo, one per core side by side, and imports each as soon as it is encoded. */
async function addFiles(core: Core, job: RunningJob, folder: string): Promise<void> {
  const { path: ffmpeg } = await core.tools.ffmpeg()
  const files = listDemoFiles(demoTags)
  job.progress(0, files.length)
  const count: ImportCount = { found: () => {}, allFound: () => {}, done: (imported) => job.advance(imported) }
  const add = async (file: DemoFile) => {
    const path = await encodeDemoFile(ffmpeg, folder, file, job.signal)
    await runImport(core, importRequestSchema.parse({ paths: [path], mode: 'move' }), job, { count })
  }
  await eachStep(job, files, add, availableParallelism())
}
