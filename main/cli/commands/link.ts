import { Option } from 'commander'
import type { Client } from '../../../shared/contract/index.ts'
import { type LinkDecision, linkDecisions } from '../../../shared/contract/lineage.ts'
import { contentArgument } from '../content-argument.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes link <id> <input name> <input> --as confirmed`: decides a likely link of the lineage. */
export const linkCommand: AddCommand = (program) => {
  program
    .command('link')
    .description('confirm or reject that a content is an input that a file names')
    .argument('<id>', 'the video, image or content whose file names the input')
    .argument('<name>', 'the name of the input, as “rushes lineage --json” shows it (input_name)')
    .argument('<input>', 'the video, image or content that is the input, or is not')
    .addOption(
      new Option('--as <decision>', 'the decision; “none” clears it')
        .choices([...linkDecisions, 'none'])
        .makeOptionMandatory(),
    )
    .action(async (id: string, name: string, input: string, { as }: { as: LinkDecision | 'none' }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const hashes = { file_hash: await hashOf(client, id), input_hash: await hashOf(client, input) }
        const decided = await client.lineage.decide({
          decisions: [{ ...hashes, name, decision: as === 'none' ? null : as }],
        })
        const undo = undoLine('lineage.decide', { changed: 1, undo: { decisions: decided.before } })
        answer(decided, () => `Saved.${undo}`)
      })
    })
}

async function hashOf(client: Client, text: string): Promise<string> {
  const content = await contentArgument(client, text)
  return 'file_hash' in content ? content.file_hash : (await client.videos.get({ id: content.video_id })).file_hash
}
