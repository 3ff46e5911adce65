import { columnsOf, type TableChange } from './history.ts'
import { statusName } from './media-status.ts'
import { formatCount } from './units.ts'

/** The parts of an entry of the journal that its words depend on. */
export interface Described {
  action: string | null
  author: string
  changes: readonly TableChange[]
}

type Values = Record<string, unknown>

/** Describes a step of the journal in the past tense: `Tagged 12 takes “dusk”`. */
export function describeChanges(entry: Described): string {
  for (const describe of [
    added,
    removed,
    noted,
    copies,
    relinked,
    sidecarsWritten,
    tagged,
    // Before "edited", because details of an uploaded take change its source, too.
    generation,
    edited,
    statusSet,
    associated,
    labelled,
    collected,
    others,
  ]) {
    const words = describe(entry)
    if (words !== undefined) return words
  }
  return 'Changed the library'
}

/** Finds the change of a table; `op` narrows it. */
function find({ changes }: Described, tbl: string, op?: TableChange['op']): TableChange | undefined {
  return changes.find((change) => change.tbl === tbl && (op === undefined || change.op === op))
}

const takes = (count: number) => formatCount(count, 'take')

/** Joins parts as a sentence does: `3 takes, 1 image and 2 workflows`. */
const inWords = (parts: readonly string[]) => new Intl.ListFormat('en-GB').format(parts)

const countedNouns: Record<string, [one: string, several?: string]> = {
  videos: ['take'],
  media: ['image'],
  workflows: ['workflow'],
  analysis_jobs: ['analysis', 'analyses'],
  processing_jobs: ['processing step'],
  // Their removal and restoration are updates in the journal; dry runs of the trash count them.
  timelines: ['timeline'],
  checkpoints: ['branch', 'branches'],
}

/** Counts takes, images, workflows and cached rows that were added or removed: `3 takes and 1 image`. */
function countOf(entry: Described, op: TableChange['op']): string | undefined {
  const counts = Object.entries(countedNouns).flatMap(([tbl, nouns]) => {
    const change = find(entry, tbl, op)
    return change ? [formatCount(change.subjects, ...nouns)] : []
  })
  return counts.length === 0 ? undefined : inWords(counts)
}

function added(entry: Described): string | undefined {
  const isRestore = /(restore|history\.undo)$/.test(entry.action ?? '')
  // The only new analyses in the journal are corrections by hand, which have words of their own.
  const changes = entry.changes.filter(({ tbl }) => isRestore || tbl !== 'analysis_jobs')
  const count = countOf({ ...entry, changes }, 'insert')
  if (count === undefined) return undefined
  if (isRestore) {
    const copied = find(entry, 'trashed_copies', 'delete')?.rows ?? 0
    return `Restored ${inWords(copied > 0 ? [count, formatCount(copied, 'copy', 'copies')] : [count])}`
  }
  const isImport = find(entry, 'videos', 'insert') ?? find(entry, 'media', 'insert')
  return isImport && entry.author !== 'other' ? `Imported ${count}` : `Added ${count}`
}

function removed(entry: Described): string | undefined {
  const count = countOf(entry, 'delete')
  if (count === undefined) return undefined
  const isMerge = find(entry, 'duplicate_decisions') !== undefined
  return isMerge ? `Removed ${count} and merged their details into the kept ones` : `Removed ${count}`
}

function noted(entry: Described): string | undefined {
  const change = entry.changes.find(({ op, tbl }) => op === 'note' && !(tbl in unrecorded))
  if (!change) return undefined
  if (change.tbl === 'trash') return `Deleted ${formatCount(change.rows, 'item')} for good`
  const count = takes(change.subjects)
  // The action is the kind of the job, or in a dry run the procedure that would start it.
  switch (entry.action?.replace(/^.*\./, '')) {
    case 'archive':
      return `Archived ${count}`
    case 'upload':
      return `Moved the files of ${count} to the bucket`
    case 'fetch':
    case 'fetchArchived':
      return `Fetched ${count} back`
    default:
      return `Relinked ${count}`
  }
}

function copies(entry: Described): string | undefined {
  const put = find(entry, 'trashed_copies', 'insert')?.rows ?? 0
  const restored = find(entry, 'trashed_copies', 'delete')?.rows ?? 0
  if (put + restored === 0) return undefined
  // A copy that could not be moved was put and restored.
  const count = formatCount(Math.abs(put - restored), 'copy', 'copies')
  return restored > put ? `Restored ${count} from the trash` : `Moved ${count} to the trash`
}

function relinked(entry: Described): string | undefined {
  const change = find(entry, 'locations', 'insert') ?? find(entry, 'watched_folders', 'insert')
  if (!change) return undefined
  return `Relinked ${formatCount(change.rows, change.tbl === 'locations' ? 'file' : 'watched folder')}`
}

/** Only dry runs report sidecars, because the journal does not record files outside of the library. */
function sidecarsWritten({ changes }: Described): string | undefined {
  const written = changes.filter(({ tbl }) => tbl === 'sidecars')
  const count = written.reduce((sum, { rows }) => sum + rows, 0)
  return count === 0 ? undefined : `Wrote ${formatCount(count, 'sidecar')}`
}

function tagged(entry: Described): string | undefined {
  const found = [
    { tbl: 'tagged_videos', noun: 'take' },
    { tbl: 'tagged_images', noun: 'image' },
  ].map(({ tbl, noun }) => ({ noun, put: find(entry, tbl, 'insert'), taken: find(entry, tbl, 'delete') }))
  const counts = found.flatMap(({ noun, put, taken }) => {
    const count = Math.max(put?.subjects ?? 0, taken?.subjects ?? 0)
    return count > 0 ? [formatCount(count, noun)] : []
  })
  if (counts.length === 0) return undefined
  const count = inWords(counts)
  const put = found.find((one) => one.put)?.put
  const taken = found.find((one) => one.taken)?.taken
  if (put && taken) return `Changed the tags of ${count}`
  const { tag } = valuesOf(put ? put.new : (taken?.old ?? null))
  if (put) return typeof tag === 'string' ? `Tagged ${count} “${tag}”` : `Tagged ${count}`
  return `Removed ${typeof tag === 'string' ? `“${tag}”` : 'tags'} from ${count}`
}

function edited(entry: Described): string | undefined {
  const change = find(entry, 'videos', 'update') ?? find(entry, 'workflows', 'update')
  if (!change) return undefined
  const [before, after] = [valuesOf(change.old), valuesOf(change.new)]
  const count = change.tbl === 'videos' ? takes(change.subjects) : formatCount(change.subjects, 'workflow')
  if (change.rows === 1 && 'name' in after) return `Renamed “${before.name}” to “${after.name}”`
  const columns = columnsOf(change)
  const [column = ''] = columns
  const word = columns.length === 1 ? editedWords[column] : undefined
  if (column === 'template_inputs' && columns.length === 1 && change.rows === 1) return templateChanged(before, after)
  if (entry.action === 'videos.rate' || (column === 'rating' && columns.length === 1)) return rated(after, count)
  return word === undefined ? `Edited ${count}` : `Changed the ${word} of ${count}`
}

const editedWords: Record<string, string> = {
  name: 'names',
  source_type: 'source',
  '#metadata': 'metadata',
  status: 'status',
  '#definition': 'definition',
  '#description': 'description',
}

function templateChanged(before: Values, after: Values): string {
  if (after.template_inputs === null) return 'Made a template a workflow again'
  return before.template_inputs === null ? 'Made a workflow a template' : 'Changed what a template asks for'
}

function rated(after: Values, count: string): string {
  if (after.rating === undefined) return `Rated ${count}`
  return after.rating === null
    ? `Cleared the rating of ${count}`
    : `Rated ${count} ${formatCount(Number(after.rating), 'star')}`
}

function statusSet(entry: Described): string | undefined {
  const change = find(entry, 'media', 'update')
  if (!change) return undefined
  const { MediaStatus } = valuesOf(change.new)
  const count = formatCount(change.subjects, 'item')
  return typeof MediaStatus === 'number'
    ? `Set the status of ${count} to ${statusName(MediaStatus)}`
    : `Edited ${count}`
}

function generation(entry: Described): string | undefined {
  const change = find(entry, 'video_generation') ?? find(entry, 'image_generation')
  if (!change) return undefined
  const count = formatCount(change.subjects, change.tbl === 'video_generation' ? 'take' : 'image')
  const verbs = { insert: 'Added', update: 'Edited', delete: 'Removed', note: 'Edited' }
  return `${verbs[change.op]} the generation details of ${count}`
}

function associated(entry: Described): string | undefined {
  const change = find(entry, 'workflow_videos') ?? find(entry, 'workflow_images')
  if (!change) return undefined
  const count = formatCount(change.subjects, change.tbl === 'workflow_videos' ? 'take' : 'image')
  if (change.op === 'insert') return `Added ${count} to a workflow`
  return change.op === 'delete' ? `Removed ${count} from a workflow` : `Changed the role of ${count} in a workflow`
}

function labelled(entry: Described): string | undefined {
  const change = find(entry, 'video_notes') ?? find(entry, 'image_notes')
  if (!change) return undefined
  const count = formatCount(change.subjects, change.tbl === 'video_notes' ? 'take' : 'image')
  const { colour, rating } = valuesOf(change.new)
  if (entry.action === 'images.rate') return rated(change.op === 'delete' ? { rating: null } : { rating }, count)
  if (entry.action?.endsWith('.note')) return `${change.op === 'delete' ? 'Cleared' : 'Changed'} the note on ${count}`
  return typeof colour === 'string' ? `Labelled ${count} ${colour}` : `Changed the label of ${count}`
}

function collected(entry: Described): string | undefined {
  const collection = find(entry, 'collections')
  if (collection) {
    const { name } = valuesOf(collection.op === 'delete' ? collection.old : collection.new)
    const verb = { insert: 'Created', update: 'Changed', delete: 'Removed', note: 'Changed' }[collection.op]
    return `${verb} ${typeof name === 'string' ? `the collection “${name}”` : 'a collection'}`
  }
  const put = find(entry, 'collected_videos', 'insert')
  if (put) return `Added ${takes(put.subjects)} to a collection`
  const taken = find(entry, 'collected_videos', 'delete')
  if (taken) return `Took ${takes(taken.subjects)} out of a collection`
  return find(entry, 'collected_videos') && 'Arranged a collection'
}

/** Words for what only dry runs report, because the journal does not record it. */
const unrecorded: Record<string, [one: string, several?: string]> = {
  backups: ['backup'],
  cache: ['file of the cache', 'files of the cache'],
  policies: ['policy', 'policies'],
  tokens: ['token'],
  watched_folders: ['watched folder'],
  webhooks: ['webhook'],
}

/** Words for tables whose rows are no takes, images or workflows. */
const otherTables: Record<string, (change: TableChange) => string> = {
  files: ({ rows }) => `Imported ${formatCount(rows, 'file')}`,
  objects: ({ rows }) => `Copied the files of ${takes(rows)} to the bucket`,
  duplicate_decisions: ({ op, rows }) =>
    `${op === 'delete' ? 'Cleared' : 'Decided'} ${formatCount(rows, 'pair')} of similar takes`,
  link_decisions: ({ op, rows }) => `${op === 'delete' ? 'Cleared' : 'Decided'} ${formatCount(rows, 'link')}`,
  saved_searches: ({ op, rows }) =>
    `${op === 'insert' ? 'Saved' : op === 'delete' ? 'Removed' : 'Changed'} ${formatCount(rows, 'search', 'searches')}`,
  video_versions: ({ rows }) => `Answered for ${formatCount(rows, 'new version')}`,
  analysis_jobs: ({ op, rows }) =>
    `${op === 'insert' ? 'Began' : op === 'delete' ? 'Removed' : 'Edited'} ${formatCount(rows, 'correction')} by hand`,
  timelines: ({ rows }) => `Changed ${formatCount(rows, 'timeline')}`,
  checkpoints: ({ rows }) => `Changed ${formatCount(rows, 'checkpoint')}`,
}

function others({ changes }: Described): string | undefined {
  for (const change of changes) {
    const describe = otherTables[change.tbl]
    if (describe) return describe(change)
    const nouns = unrecorded[change.tbl]
    if (nouns) return `Removed ${formatCount(change.rows, ...nouns)}`
  }
  return undefined
}

function valuesOf(text: string | null): Values {
  return text === null ? {} : JSON.parse(text)
}
