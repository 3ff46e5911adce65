import { Option } from 'commander'
import { sourceTypes } from '../../../shared/contract/videos.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { parseMetadata } from '../parse-metadata.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { undoLine } from '../undo-line.ts'

interface Options {
  source?: string
  metadata?: JsonObject | 'none'
}

/** `rushes edit <id> --source generated`: sets the source or the metadata and prints the call that undoes it. */
export const editCommand: AddCommand = (program) => {
  program
    .command('edit')
    .description('set the source or the metadata of a video')
    .argument('<id>')
    .addOption(new Option('--source <source>', 'how the video came to be').choices(sourceTypes))
    .option('--metadata <json>', 'a JSON object, which replaces all metadata, or “none”', parseMetadataOrNone)
    .action(async (id: string, { source, metadata }: Options, command) => {
      if (source === undefined && metadata === undefined)
        throw new RushesError('BAD_INPUT', 'Give --source, --metadata or both.')
      await withLibrary(command, async ({ client, answer }) => {
        const before = await client.videos.get({ id })
        const video = await client.videos.edit({
          id,
          source_type: source,
          metadata: metadata === 'none' ? null : metadata,
        })
        const undo = { id, source_type: before.source_type, metadata: before.metadata }
        answer({ ...video, undo }, () => `Saved “${video.name}”.${undoLine('videos.edit', { changed: 1, undo })}`)
      })
    })
}

function parseMetadataOrNone(text: string): JsonObject | 'none' {
  return text === 'none' ? text : parseMetadata(text)
}
