import { basename } from 'node:path'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { SidecarFormat } from '../../../shared/contract/sidecars.ts'
import { RushesError } from '../../../shared/errors.ts'
import { tagKey } from '../../../shared/tags.ts'
import { formatCount } from '../../../shared/units.ts'
import { holdsContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { findGeneration } from '../../database/generations.ts'
import { countedDryRun, type DryRunEnd, isDryRun } from '../../database/journal/dry-run.ts'
import { eachFile } from '../../jobs/each-file.ts'
import { readJson, writeJson } from '../../media/sidecars/json.ts'
import { isSame, type SidecarValues } from '../../media/sidecars/sidecar-values.ts'
import { readXmp, writeXmp } from '../../media/sidecars/xmp.ts'
import { inFile, jsonPath, listXmp, newXmpPath, readText, replaceText, type Text } from './sidecar-files.ts'
import { type Chosen, type Described, outsidePath, requireDescribed, valuesOf } from './sidecars-of.ts'

/** A sidecar to write, and the text that it replaces. */
interface Sidecar {
  path: string
  before: Text
  text: string
}

/**
 * Starts the job that writes sidecars beside the files of takes and images outside of the library. A dry run reports
 * the sidecars instead.
 * @throws RushesError NOT_FOUND; in a dry run also the error of the first one whose sidecars cannot be written
 */
export async function startWriting(
  core: Core,
  chosen: readonly Chosen[],
  formats: readonly SidecarFormat[],
): Promise<Job> {
  if (isDryRun()) throw await dryRun(core, chosen, formats)
  const described: Described[] = []
  for (const one of chosen) described.push(await requireDescribed(core.db, one))
  const [first] = described
  const title = described.length === 1 && first ? first.name : formatCount(described.length, 'file')
  const job = { kind: 'sidecars', title, unit: 'files', total: described.length } as const
  return await core.jobs.start(job, async (running) => {
    const files = described.map(({ kind, id, file_path: path }) => ({ kind, id, path, ...videoOf({ kind, id }) }))
    await eachFile(running, files, async (file) => {
      const now = await requireDescribed(core.db, file)
      const sidecars = await changedSidecars(core, now, formats, running.signal)
      for (const { path, before, text } of sidecars) await replaceText(path, before, text)
      running.item({ path: file.path, ...videoOf(file), outcome: sidecars.length > 0 ? 'made' : 'cached' })
    })
  })
}

const videoOf = ({ kind, id }: Chosen) => (kind === 'video' ? { video_id: id } : {})

async function dryRun(core: Core, chosen: readonly Chosen[], formats: readonly SidecarFormat[]): Promise<DryRunEnd> {
  const changed: { of: Described; op: 'insert' | 'update' }[] = []
  for (const one of chosen) {
    const of = await requireDescribed(core.db, one)
    for (const { before } of await changedSidecars(core, of, formats))
      changed.push({ of, op: before === undefined ? 'insert' : 'update' })
  }
  const changes = (['insert', 'update'] as const).map((op) => {
    const ofOp = changed.filter((one) => one.op === op).map(({ of }) => of)
    return { tbl: 'sidecars', op, rows: ofOp.length, subjects: new Set(ofOp).size }
  })
  const samples = [...new Set(changed.map(({ of }) => of))]
  return countedDryRun(
    changes,
    samples.map(({ kind, id, name }) => ({ kind, id, name, is_present: true })),
  )
}

/**
 * Returns the sidecars of a take or an image that are missing or say something else.
 * @throws RushesError FILE_CHANGED, CONFLICT, NOT_SUPPORTED, FILE_UNREADABLE
 */
async function changedSidecars(
  core: Core,
  described: Described,
  formats: readonly SidecarFormat[],
  signal?: AbortSignal,
): Promise<Sidecar[]> {
  const path = await outsidePath(core, described)
  if (!(await holdsContent(core, { ...described, file_path: path }, { signal })))
    throw new RushesError('FILE_CHANGED', `${path} has another content than “${described.name}”. Import it first.`)
  const values = valuesOf(described)
  const sidecars: Sidecar[] = []
  for (const format of new Set(formats)) {
    if (format === 'json') sidecars.push(await jsonOf(core, described, path, values))
    else {
      const found = await listXmp(path)
      for (const at of found.length > 0 ? found : [await newXmpPath(path)]) sidecars.push(await xmpOf(at, values))
    }
  }
  return sidecars.filter(({ before, text }) => text !== before?.text)
}

/** Returns an XMP with the values of a take, merged with what another program wrote. @throws RushesError CONFLICT */
async function xmpOf(path: string, values: SidecarValues): Promise<Sidecar> {
  const before = await readText(path)
  const read = before && inFile(path, () => readXmp(before.text))
  if (before && read?.isOurs && isSame(read.values, values)) return { path, before, text: before.text }
  const merged = read && !read.isOurs ? merge(path, read.values, values, read.hasOtherLabel) : values
  return { path, before, text: inFile(path, () => writeXmp(before?.text, merged)) }
}

async function jsonOf(core: Core, described: Described, of: string, values: SidecarValues): Promise<Sidecar> {
  const { kind, id, name, file_hash, size_bytes } = described
  const path = jsonPath(of)
  const before = await readText(path)
  const read = before && inFile(path, () => readJson(before.text))
  const merged = read && !read.isOurs ? merge(path, read.values, values, false) : values
  const made = (await findGeneration(core.db, kind === 'video' ? { video_id: id } : { file_hash })) ?? null
  const text = writeJson({ path: basename(of), sha256: file_hash, size_bytes: size_bytes ?? 0 }, merged, {
    name,
    provider: made?.provider ?? null,
    model: made?.model ?? null,
    prompt: made?.prompt ?? null,
  })
  return { path, before, text }
}

const names = { rating: 'rating', colour: 'label', note: 'note' } as const

/**
 * Returns the values to write into a sidecar that another program wrote or changed: its tags stay, and so do values
 * that the take lacks.
 * @throws RushesError CONFLICT if both have a value and these differ
 */
function merge(at: string, there: SidecarValues, here: SidecarValues, hasOtherLabel: boolean): SidecarValues {
  const differing = (['rating', 'colour', 'note'] as const).filter(
    (key) => here[key] !== null && there[key] !== null && here[key] !== there[key],
  )
  if (hasOtherLabel && here.colour !== null) differing.push('colour')
  if (differing.length > 0) {
    const values = new Intl.ListFormat('en-GB').format(differing.map((key) => names[key]))
    throw new RushesError(
      'CONFLICT',
      `${at} was changed by another program and differs from the library in its ${values}. ` +
        'Read the sidecar first, or change the value there.',
    )
  }
  return {
    rating: here.rating ?? there.rating,
    colour: here.colour ?? there.colour,
    note: here.note ?? there.note,
    tags: [...here.tags, ...there.tags.filter((tag) => !here.tags.some((own) => tagKey(own) === tagKey(tag)))],
  }
}
