import { expect, test } from 'vitest'
import { isCode, listFiles, type Node, parse, visit } from './sources.ts'

/**
 * All code that creates, moves, writes or removes files, and why it cannot be led out of the library by what its
 * database says: see [Note: what the library owns]. `owned`: it takes only an `OwnedPath`, or asks `findOwned` or
 * `requireOwned`.
 */
const writers: Record<string, { calls: string[]; because: string }> = {
  'main/storage/move-file.ts': {
    calls: ['chmod', 'copyFile', 'link', 'mkdir', 'rename', 'rm', 'utimes'],
    because: 'owned',
  },
  'main/storage/whole-file.ts': { calls: ['chmod', 'rm'], because: 'owned' },
  'main/storage/sync-file.ts': { calls: ['open'], because: 'no byte is written' },
  'main/services/folders/allow-media-folders.ts': {
    calls: ['mkdirSync', 'rmSync', 'writeFileSync'],
    because: 'the person chooses that folder on this computer; its real path was checked',
  },
  'main/storage/frames.ts': { calls: ['writeFile'], because: 'in the incoming folder' },
  'main/storage/objects/folder-objects.ts': { calls: ['chmod', 'rename', 'rm'], because: 'owned' },
  'main/storage/objects/fetch-object.ts': { calls: ['open'], because: 'in the incoming folder' },
  'main/contents/stored-previews.ts': { calls: ['createWriteStream'], because: 'in the incoming folder' },
  'main/services/storage/test-bucket.ts': { calls: ['rm', 'writeFile'], because: 'in the incoming folder' },
  'main/services/storage/evict-video.ts': { calls: ['rm'], because: 'owned' },
  'main/contents/unrecorded-frames.ts': { calls: ['rm'], because: 'owned' },
  'main/ingest/place.ts': { calls: ['chmod', 'copyFile', 'link', 'rm'], because: 'owned' },
  'main/services/duplicates/restore-copies.ts': { calls: ['rm'], because: 'owned' },
  'main/services/duplicates/trashed-file.ts': { calls: ['rm', 'rmdir'], because: 'owned' },
  'main/services/removal/remove.ts': { calls: ['rm', 'rmdir'], because: 'owned' },
  'main/contents/unrecorded-files.ts': { calls: ['rm', 'rmSync'], because: 'owned' },
  'main/services/backups/create-backup.ts': { calls: ['rm'], because: 'owned' },
  'main/services/backups/delete-backup.ts': { calls: ['rm'], because: 'owned' },
  'main/database/backups/backup-worker.ts': { calls: ['openSync'], because: 'in the incoming folder; only synced' },
  'main/services/backups/copy-backups.ts': { calls: ['rm'], because: 'in the incoming folder' },
  'main/services/backups/fetch-copy.ts': { calls: ['copyFile', 'rm'], because: 'in the incoming folder' },
  'main/storage/backup-copies/age-worker.ts': { calls: ['createWriteStream'], because: 'in the incoming folder' },
  'main/storage/backup-copies/copy-target.ts': {
    calls: ['createWriteStream', 'mkdir', 'rename', 'rm'],
    because: 'the person allowed that folder on this computer; fetched into the incoming folder',
  },
  'main/services/policies/run-policy.ts': { calls: ['rm'], because: 'owned' },
  'main/services/previews/evict.ts': { calls: ['rm'], because: 'owned' },
  'main/storage/mark-used.ts': {
    calls: ['utimes'],
    because: 'callers pass a path of the layout; only its access time changes',
  },
  'main/services/proxies.ts': { calls: ['rename', 'rm'], because: 'owned' },
  'main/storage/old-previews.ts': { calls: ['rm'], because: 'owned' },
  'main/open-library.ts': {
    calls: ['mkdtempSync', 'openSync', 'rmSync'],
    because: 'a temporary folder; requireNoLinks comes first',
  },
  'main/restore-backup.ts': {
    calls: ['copyFile', 'link', 'rename', 'rm'],
    because: 'requireNoLinks comes first, and the backup is one that was listed',
  },
  'main/storage/sync-database.ts': { calls: ['open'], because: 'requireNoLinks comes first, and no byte is written' },
  'main/storage/damage-marker.ts': {
    calls: ['rmSync', 'writeFileSync'],
    because: 'requireNoLinks comes first, and the name is ours',
  },
  'main/services/processing/output.ts': { calls: ['chmod'], because: 'in the incoming folder' },
  'main/storage/make-folder.ts': {
    calls: ['mkdirSync'],
    because: 'callers pass an owned path, or a folder of the layout',
  },
  'main/storage/layout.ts': { calls: ['mkdirSync'], because: 'requireNoLinks comes first' },
  'main/database/connection/migrate.ts': {
    calls: ['mkdirSync', 'openSync', 'renameSync', 'rmSync'],
    because: 'requireNoLinks comes first',
  },
  'main/storage/incoming.ts': { calls: ['rmSync', 'rmdirSync'], because: 'the names are those of processes' },
  'main/storage/copy-database.ts': {
    calls: ['chmod', 'copyFile', 'rm'],
    because: 'to the incoming folder, or a temporary one',
  },
  'main/storage/placing.ts': { calls: ['rmSync', 'truncateSync', 'writeFileSync'], because: 'in the incoming folder' },
  'main/decoder/describe.ts': { calls: ['writeFileSync'], because: 'in the incoming folder' },
  'main/ingest/import-content.ts': { calls: ['rm'], because: 'in the incoming folder' },
  'main/ingest/uploads.ts': {
    calls: ['chmod', 'createWriteStream', 'link', 'mkdir', 'rename', 'rm'],
    because: 'in the incoming folder',
  },
  'main/services/timelines/extract.ts': { calls: ['mkdir', 'rm'], because: 'in the incoming folder' },
  'main/services/timelines/given.ts': { calls: ['mkdir', 'rm'], because: 'in the incoming folder' },
  'main/services/timelines/receive-frames.ts': {
    calls: ['createWriteStream', 'mkdir', 'rm'],
    because: 'in the incoming folder',
  },
  'main/services/timelines/record-frames.ts': { calls: ['rm'], because: 'in the incoming folder' },
  'main/services/stages/run-stages.ts': {
    calls: ['copyFile', 'mkdir', 'rm', 'writeFile'],
    because: 'in the incoming folder',
  },
  'main/services/adopt/adopt-database.ts': { calls: ['mkdir', 'rm'], because: 'in the incoming folder' },
  'main/services/demo/add-demo.ts': { calls: ['mkdir', 'rm'], because: 'in the incoming folder' },
  'main/services/processing/run-processing.ts': { calls: ['mkdir', 'rm'], because: 'in the incoming folder' },
  'main/media/processing/stitch.ts': { calls: ['symlink', 'writeFile'], because: 'in the incoming folder' },
  'main/media/images/image-preview.ts': { calls: ['rm', 'writeFile'], because: 'in the incoming folder' },
  'main/media/previews/previews.ts': { calls: ['open', 'writeFile'], because: 'in the incoming folder' },
  'main/media/files/file-worker.ts': { calls: ['openSync'], because: 'copies to a new name that the caller guards' },
  'main/ingest/remove-source.ts': { calls: ['rm'], because: 'the person asked to move that file; see [Note: proofs]' },
  'main/cli/commands/doctor.ts': { calls: ['writeFile'], because: 'the person named that file' },
  'main/log-file.ts': { calls: ['appendFileSync', 'mkdirSync', 'renameSync'], because: 'in the configuration folder' },
  'main/crash-reports.ts': {
    calls: ['mkdirSync', 'rmSync', 'writeFileSync'],
    because: 'in the configuration folder',
  },
  'main/database/bundles/collect-worker.ts': { calls: ['openSync'], because: 'in the incoming folder' },
  'main/services/bundles/export-bundle.ts': {
    calls: ['mkdir', 'open', 'rm', 'writeFile'],
    because: 'in the incoming folder',
  },
  'main/services/bundles/merge-bundle.ts': { calls: ['mkdir', 'rm'], because: 'in the incoming folder' },
  'main/services/sidecars/sidecar-files.ts': {
    calls: ['open', 'rename', 'rm'],
    because: 'beside a file outside of the library, at the request of a person; a link is refused',
  },
  'main/services/bundles/place-media.ts': { calls: ['rm'], because: 'in the incoming folder' },
  'main/services/bundles/read-bundle.ts': {
    calls: ['createWriteStream', 'mkdir', 'rm'],
    because: 'in the incoming folder',
  },
  'main/storage/bundles/folder-target.ts': {
    calls: ['mkdir', 'rename', 'rm', 'writeFile'],
    because: 'the person named that folder; it was empty, or holds an incomplete bundle',
  },
  'main/storage/bundles/zip-target.ts': { calls: ['open', 'rename'], because: 'the person named that file' },
  'main/cli/commands/settings.ts': { calls: ['writeFile'], because: 'the person named that file' },
  'main/cli/commands/timelines.ts': { calls: ['mkdir', 'writeFile'], because: 'the person named that folder' },
  'main/cli/commands/verify.ts': { calls: ['writeFile'], because: 'the person named that file' },
  'main/storage/private-file.ts': {
    calls: ['chmod', 'link', 'mkdir', 'rename', 'rm', 'writeFile'],
    because: 'in the configuration folder',
  },
  'main/storage/credentials.ts': { calls: ['link', 'rm'], because: 'in the configuration folder' },
  'main/storage/webhook-files.ts': { calls: ['link', 'rm', 'utimes'], because: 'in the configuration folder' },
  'main/storage/proofs.ts': { calls: ['mkdirSync', 'writeFileSync'], because: 'in the configuration folder' },
  'main/desktop/window-state.ts': { calls: ['writeFileSync'], because: 'in the window’s own folder' },
}

/** Files that open others for reading only. */
const readers = [
  'main/contents/open-content.ts',
  'main/storage/bundles/folder-source.ts',
  'main/http/page.ts',
  'main/services/images.ts',
  'main/services/videos/served-files.ts',
  'main/services/timelines/frames.ts',
  'main/media/timelines/arriving-frames.ts',
  'main/media/timelines/is-jpeg.ts',
  'main/media/embedded/bounded-file.ts',
  'main/media/files/open-file.ts',
  'main/media/files/read-fingerprint.ts',
  'main/media/images/image-facts.ts',
]

const writing =
  /^(rename|link|unlink|symlink|copyFile|cp|rm|rmdir|writeFile|appendFile|mkdir|mkdtemp|truncate|utimes|chmod|open|createWriteStream)(Sync)?$/

test('all code that writes, moves or removes files is known, and says what keeps it inside the library', () => {
  const found = listFiles('main')
    .filter((path) => isCode(path) && !readers.includes(path))
    .flatMap((path) => {
      const calls = importedFromFs(parse(path).program)
      return calls.length > 0 ? [[path, calls] as const] : []
    })
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(writers).map(([path, { calls }]) => [path, calls])),
  )
})

test('code that writes where the database says takes paths only from findOwned or requireOwned', () => {
  for (const [path, { because }] of Object.entries(writers)) {
    if (because !== 'owned') continue
    const { text } = parse(path)
    expect(text, path).toMatch(/\bOwnedPath\b|\b(find|require)Owned\b/)
  }
  const casts = listFiles('main').filter((path) => isCode(path) && /\bas OwnedPath\b/.test(parse(path).text))
  expect(casts).toEqual(['main/storage/inside-library.ts'])
})

/** Returns the names of functions that write, imported from Node's file system modules. */
function importedFromFs(program: Node): string[] {
  const names: string[] = []
  visit(program, (node) => {
    const source = node.source as { value?: unknown } | undefined
    if (node.type !== 'ImportDeclaration' || !/^(node:)?fs(\/promises)?$/.test(String(source?.value))) return
    for (const specifier of node.specifiers as Node[]) {
      const name = (specifier.imported as { name?: string } | undefined)?.name ?? '*'
      if (name === '*' || writing.test(name)) names.push(name)
    }
  })
  return names.toSorted()
}
