import { resolve } from 'node:path'
import { type AddCommand, withLibrary } from '../session.ts'

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
