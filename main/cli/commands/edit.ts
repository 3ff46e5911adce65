import { Option } from 'commander'
import { sourceTypes } from '../../../shared/contract/videos.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { parseMetadata } from '../parse-metadata.ts'
import { type AddCommand, withLibrary } from '../session.ts'

interface Options {
  name?: string
  source?: string
  metadata?: JsonObject | 'none'
}

/** `rushes edit <id> --source generated`: sets the source or the metadata and prints the call that undoes it. */
export const editCommand: AddCommand = (program) => {
  program
    .command('edit')
    .description('set the name, the source or the metadata of a video')
    .argument('<id>')
    .option('--name <name>', 'the display name; the file keeps its name')
    .addOption(new Option('--source <source>', 'how the video came to be').choices(sourceTypes))
    .option('--metadata <json>', 'a JSON object, which replaces all metadata, or “none”', parseMetadataOrNone)
    .action(async (id: string, { name, source, metadata }: Options, command) => {
      if (name === undefined && source === undefined && metadata === undefined)
        throw new RushesError('BAD_INPUT', 'Give --name, --source or --metadata.')
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const before = await client.videos.get({ id })
        const renamed = name === undefined ? before : await client.videos.rename({ id, name })
        const given = { source_type: source, metadata: metadata === 'none' ? null : metadata }
        const isDescribed = source !== undefined || metadata !== undefined
        const video = isDescribed ? await client.videos.edit({ id, ...given }) : renamed
        const former = { id, source_type: before.source_type, metadata: before.metadata }
        const undo_name = { id, name: before.name }
        const undo = [
          name === undefined ? '' : undoLine('videos.rename', { changed: 1, undo: undo_name }),
          isDescribed ? undoLine('videos.edit', { changed: 1, undo: former }) : '',
        ].join('')
        answer(
          { ...video, undo: former, ...(name !== undefined && { undo_name }) },
          () => `Saved “${video.name}”.${undo}`,
        )
      })
    })
}

function parseMetadataOrNone(text: string): JsonObject | 'none' {
  return text === 'none' ? text : parseMetadata(text)
}
