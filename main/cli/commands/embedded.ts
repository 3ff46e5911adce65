import type { Command } from 'commander'
import { contentArgument } from '../content-argument.ts'
import { printExport, printJson } from '../output.ts'
import { parseCount } from '../parse.ts'
import { type AddCommand, type GlobalOptions, withLibrary } from '../session.ts'

/** `rushes embedded <id> <number>`: prints a text that a file carries, verbatim. */
export const embeddedCommand: AddCommand = (program) => {
  program
    .command('embedded')
    .description('print a text that the file of a video or an image carries, verbatim')
    .argument('<id>', 'id of a video or an image, or hash of a content')
    .argument('<number>', 'its number among the raw texts that “rushes show” lists, from 0', parseCount)
    .action(async (id: string, position: number, _options, command: Command) => {
      await withLibrary(command, async ({ client }) => {
        const content = await contentArgument(client, id)
        const text =
          'video_id' in content
            ? await client.embedded.tag({ ...content, position })
            : await client.embedded.tagOfContent({ ...content, position })
        if (command.optsWithGlobals<GlobalOptions>().json) printJson(text)
        else printExport(text.value)
      })
    })
}
