import { mkdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { importRequestSchema } from '../../../shared/contract/imports.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { runImport } from '../../ingest/import.ts'
import { eachStep } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { type DemoFile, encodeDemoFile, listDemoFiles, smallerCopyOf } from '../../media/demo/demo-clips.ts'
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
    await encodeFiles(context, job, folder)
    if (job.signal.aborted) return
    await runImport(core, importRequestSchema.parse({ paths: [folder], mode: 'move' }), job)
    if (job.signal.aborted) return
    await addDemoWorkflows(core)
    await addDemoResults(context, job.signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Encodes the files of the demo into `folder`, as many side by side as there are cores. */
async function encodeFiles({ core }: CallContext, job: RunningJob, folder: string): Promise<void> {
  const { path: ffmpeg } = await core.tools.ffmpeg()
  const files = listDemoFiles(demoTags)
  const copies = files.slice(0, 1).map((file) => smallerCopyOf(file, folder))
  let encoded = 0
  const encode = async (file: DemoFile) => {
    await encodeDemoFile(ffmpeg, folder, file, job.signal)
    job.progress(++encoded, files.length + copies.length)
  }
  await eachStep(job, files, encode, availableParallelism())
  await eachStep(job, copies, encode)
}
