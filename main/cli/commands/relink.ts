import { resolve } from 'node:path'
import type { RelinkPreview } from '../../../shared/contract/folders.ts'
import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { type AddCommand, type GlobalOptions, withLibrary } from '../session.ts'

/** `rushes relink <id> <path>`: locates the moved file of a video. */
export const relinkCommand: AddCommand = (program) => {
  program
    .command('relink')
    .description('locate the moved file of a video; it must have the same content')
    .arguments('<id> <path>')
    .action(async (id: string, path: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const video = await client.videos.relink({ id, path: resolve(path) })
        answer(video, () => `${video.name} plays from ${video.file_path}`)
      })
    })
}

/** `rushes relink-folder <former> <now>`: says where a folder outside the library is now. */
export const relinkFolderCommand: AddCommand = (program, setExitCode) => {
  program
    .command('relink-folder')
    .description('say where a folder of referenced files is now; each file must have the same content')
    .argument('<former>', 'the folder as the library has it')
    .argument('<now>', 'the folder that has its files now')
    .action(async (from: string, now: string, _options, command) => {
      const { dryRun = false } = command.optsWithGlobals() as GlobalOptions
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const input = { from, to: resolve(now) }
        if (dryRun) {
          const preview = await client.folders.previewRelink(input)
          answer({ dry_run: true, preview }, () => `Dry run. ${previewAsText(preview)}`)
          return
        }
        const job = await followJob(client, () => client.folders.relink(input))
        const items = await allItems(client, job.id)
        const undo = job.moved > 0 ? undoBy('undo') : ''
        const words = `Relinked ${formatCount(job.moved, 'file')}.${undo}`
        answer({ job, items }, () => [words, ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
      })
    })
}

function previewAsText({ files, found, different, missing, samples, watched_folders }: RelinkPreview): string {
  const others = different + missing
  const watched = watched_folders > 0 ? ` ${formatCount(watched_folders, 'watched folder')} would move along.` : ''
  const words = `${formatCount(found)} of ${formatCount(files, 'file')} would be relinked, if their contents agree.${watched}`
  if (others === 0) return words
  const more = others > samples.length ? [`  ${formatCount(others - samples.length)} more`] : []
  return [`${words} Not found, or another file:`, ...samples.map((path) => `  ${path}`), ...more].join('\n')
}
