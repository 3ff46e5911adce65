import { basename } from 'node:path'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { SidecarFormat } from '../../../shared/contract/sidecars.ts'
import { RushesError } from '../../../shared/errors.ts'
import { tagKey } from '../../../shared/tags.ts'
import { holdsContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { findGeneration } from '../../database/generations.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { readJson, writeJson } from '../../media/sidecars/json.ts'
import { isSame, type SidecarValues } from '../../media/sidecars/sidecar-values.ts'
import { readXmp, writeXmp } from '../../media/sidecars/xmp.ts'
import { startVideoJob } from '../storage/video-job.ts'
import { inFile, jsonPath, listXmp, newXmpPath, readText, replaceText } from './sidecar-files.ts'
import { outsidePath, valuesOf } from './sidecars-of.ts'

/**
 * Starts the job that writes sidecars beside the files of takes outside of the library.
 * @throws RushesError NOT_FOUND
 */
export async function startWriting(
  core: Core,
  ids: readonly string[],
  formats: readonly SidecarFormat[],
): Promise<Job> {
  return await startVideoJob(core, {
    kind: 'sidecars',
    ids,
    copy: async (video, { signal }) => {
      const path = await outsidePath(core, video)
      if (!(await holdsContent(core, { ...video, file_path: path }, { signal })))
        throw new RushesError('FILE_CHANGED', `${path} has another content than “${video.name}”. Import it first.`)
      const values = valuesOf(video)
      let written = 0
      for (const format of new Set(formats))
        written += format === 'xmp' ? await writeAllXmp(path, values) : await writeOneJson(core, video, path, values)
      return written > 0 ? 'made' : 'cached'
    },
  })
}

async function writeAllXmp(path: string, values: SidecarValues): Promise<number> {
  const found = await listXmp(path)
  let written = 0
  for (const at of found.length > 0 ? found : [await newXmpPath(path)]) written += await writeOneXmp(at, values)
  return written
}

/** Writes or merges an XMP. Returns the number of files written. @throws RushesError CONFLICT */
async function writeOneXmp(at: string, values: SidecarValues): Promise<number> {
  const before = await readText(at)
  const read = before && inFile(at, () => readXmp(before.text))
  if (read?.isOurs && isSame(read.values, values)) return 0
  const merged = read && !read.isOurs ? merge(at, read.values, values, read.hasOtherLabel) : values
  const text = inFile(at, () => writeXmp(before?.text, merged))
  if (text === before?.text) return 0
  await replaceText(at, before, text)
  return 1
}

async function writeOneJson(core: Core, video: ListedVideo, path: string, values: SidecarValues): Promise<number> {
  const at = jsonPath(path)
  const before = await readText(at)
  const read = before && inFile(at, () => readJson(before.text))
  const merged = read && !read.isOurs ? merge(at, read.values, values, false) : values
  const made = (await findGeneration(core.db, { video_id: video.id })) ?? null
  const text = writeJson({ path: basename(path), sha256: video.file_hash, size_bytes: video.size_bytes ?? 0 }, merged, {
    name: video.name,
    provider: made?.provider ?? null,
    model: made?.model ?? null,
    prompt: made?.prompt ?? null,
  })
  if (text === before?.text) return 0
  await replaceText(at, before, text)
  return 1
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
      `${at} was changed by another program and differs from the take in its ${values}. ` +
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
