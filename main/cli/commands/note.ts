import { Option } from 'commander'
import { type Colour, colours } from '../../../shared/colours.ts'
import { formatCount } from '../../../shared/units.ts'
import { reportVideosNotFound } from '../not-found.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes note <id> <text>`: writes a note on a video. */
export const noteCommand: AddCommand = (program) => {
  program
    .command('note')
    .description('write a note on a video; an empty text clears it')
    .argument('<id>')
    .argument('<text>')
    .action(async (id: string, note: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { note: before } = await client.videos.get({ id })
        const video = await client.videos.note({ id, note })
        const undo = undoLine('videos.note', { changed: 1, undo: { id, note: before ?? '' } })
        answer(video, () => `${video.note === null ? 'Cleared the note on' : 'Noted on'} “${video.name}”.${undo}`)
      })
    })
}

/** `rushes colour <id…> --set red`: labels videos with a colour. */
export const colourCommand: AddCommand = (program, setExitCode) => {
  program
    .command('colour')
    .description('label videos with a colour, or clear it')
    .argument('<id...>')
    .addOption(new Option('--set <colour>', 'the colour').choices([...colours, 'none']).makeOptionMandatory())
    .action(async (ids: string[], { set }: { set: Colour | 'none' }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const labelled = await client.videos.colour({ colours: [{ ids, colour: set === 'none' ? null : set }] })
        const not_found = await reportVideosNotFound(client, ids, labelled.found, setExitCode)
        answer(
          { ...labelled, not_found },
          () => `Labelled ${formatCount(labelled.changed, 'video')}.${undoLine('videos.colour', labelled)}`,
        )
      })
    })
}
