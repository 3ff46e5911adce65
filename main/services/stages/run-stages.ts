import { constants, copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeFileError } from '../../../shared/errors.ts'
import { frameFileName } from '../../../shared/timelines/frame-file-name.ts'
import { requireFrameFile } from '../../contents/frame-files.ts'
import type { Core } from '../../core.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFile, privateFolder } from '../../storage/make-folder.ts'
import { requireConsent } from '../analysers/consent.ts'
import { readOutputJson } from '../checkpoints/outputs.ts'
import { describeFrame, findResult, type ReadyStage, readyStage, type Step, saveResult } from './ready-stage.ts'

/**
 * Runs stages one after the other, each on the checkpoint of the one before. Results that are there are used, so that a
 * pipeline begins with the first stage that differs. Returns the last checkpoint if none has to run, else a job.
 * @throws RushesError NOT_FOUND, BAD_INPUT, CONSENT_NEEDED
 */
export async function runStages(core: Core, checkpointId: string, steps: readonly Step[]) {
  core.access.requireWritable()
  let at = checkpointId
  for (const [index, step] of steps.entries()) {
    const ready = await readyStage(core, at, step)
    const found = await findResult(core, ready)
    if (found === undefined) return { checkpoint_id: null, job_id: await start(core, at, steps.slice(index)) }
    at = found
  }
  return { checkpoint_id: at, job_id: null }
}

async function start(core: Core, checkpointId: string, steps: readonly Step[]): Promise<string> {
  for (const { stage } of steps) await requireConsent(core, stage)
  const title = steps.map(({ stage }) => stage.title).join(', ')
  const job = await core.jobs.start({ kind: 'stage', title, unit: 'files', total: steps.length }, async (running) => {
    let at = checkpointId
    for (const step of steps) {
      const path = `${at} ${step.stage.name}`
      at = await running.file(path, () => runStep(core, at, step, running, path))
      running.advance(1)
    }
  })
  return job.id
}

async function runStep(core: Core, at: string, step: Step, job: RunningJob, path: string): Promise<string> {
  const ready = await readyStage(core, at, step)
  return await core.withDecodeSlot({ signal: job.signal, key: ready.run_hash }, async () => {
    // Another job may have run it while this one waited.
    const found = await findResult(core, ready)
    job.item({ path, outcome: found === undefined ? 'made' : 'cached' })
    return found ?? (await saveResult(core, ready, await run(core, ready, job)))
  })
}

async function run(core: Core, ready: ReadyStage, { id, signal }: RunningJob) {
  await requireConsent(core, ready.stage)
  const folder = join(incomingFolder(core.layout), id)
  await mkdir(folder, { mode: privateFolder })
  try {
    const files = await putFiles(core, ready, folder, signal)
    return await ready.stage.runStage({ ...files, config: ready.config, signal })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Puts the frames, and the outputs of earlier stages, into a folder for the program. */
async function putFiles(core: Core, { frames, inputs }: ReadyStage, folder: string, signal: AbortSignal) {
  const pictures = join(folder, 'frames')
  await mkdir(pictures, { mode: privateFolder })
  const described = []
  for (const stored of frames) {
    const file = frameFileName(stored.sequence)
    await copyFrame(await requireFrameFile(core, stored, signal), join(pictures, file))
    described.push({ ...describeFrame(stored), file })
  }
  await writeFile(join(pictures, 'frames.json'), JSON.stringify(described), { mode: privateFile })
  const outputs: string[] = []
  for (const [name, hash] of inputs) outputs.push(`${JSON.stringify(name)}:${await readOutputJson(core, hash)}`)
  const path = join(folder, 'inputs.json')
  await writeFile(path, `{${outputs.join(',')}}`, { mode: privateFile })
  return { frames: pictures, inputs: path }
}

/** Copies a frame, without its blocks where the disk can: a program may change the file that it reads. */
async function copyFrame(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch((error) => {
    throw describeFileError(error, from)
  })
}
