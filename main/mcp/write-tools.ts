import type { Generation } from '../../shared/contract/generations.ts'
import { contract } from '../../shared/contract/index.ts'
import { inputOf, type Tool, type ToolAnswer, type ToolCall, writeTool } from './tool.ts'

/** The tools that change records. Each can be undone by another call of one of them. */
export const writeTools: Tool[] = [
  writeTool({
    name: 'change_tags',
    description: 'Add tags to videos, and remove tags from them.',
    input: inputOf(contract.tags.change),
    call: async (input, { client }) => withReverse('change_tags', await client.tags.change(input)),
  }),
  writeTool({
    name: 'rate_videos',
    description: 'Rate videos with 1 to 5 stars; null clears a rating.',
    input: inputOf(contract.videos.rate),
    call: async (input, { client }) => withReverse('rate_videos', await client.videos.rate(input)),
  }),
  writeTool({
    name: 'rename_video',
    description: 'Change the display name of a video; its file keeps its name.',
    input: inputOf(contract.videos.rename),
    call: async (input, { client }) => {
      const { id, name } = await client.videos.get({ id: input.id })
      const value = await client.videos.rename(input)
      return { value, undo: [{ tool: 'rename_video', arguments: { id, name } }] }
    },
  }),
  writeTool({
    name: 'edit_video',
    description: 'Set the source or the metadata of a video. `metadata` replaces all metadata.',
    input: inputOf(contract.videos.edit),
    call: async (input, { client }) => {
      const { id, source_type, metadata } = await client.videos.get({ id: input.id })
      const before = {
        ...(input.source_type !== undefined && { source_type }),
        ...(input.metadata !== undefined && { metadata }),
      }
      const value = await client.videos.edit(input)
      return { value, undo: [{ tool: 'edit_video', arguments: { id, ...before } }] }
    },
  }),
  writeTool({
    name: 'remove_videos',
    description: 'Remove videos from the library. Files that it does not own stay in their folder.',
    // Without `delete_file`, which no tool undoes.
    input: inputOf(contract.videos.remove).pick({ ids: true }),
    call: async (input, { client }) => {
      const value = await client.videos.remove(input)
      return { value, undo: undoOfIds('restore_videos', value.removed) }
    },
  }),
  writeTool({
    name: 'restore_videos',
    description: 'Restore removed videos with their ratings, tags and associations.',
    input: inputOf(contract.videos.restore),
    call: async (input, { client }) => {
      const value = await client.videos.restore(input)
      return { value, undo: undoOfIds('remove_videos', value.restored) }
    },
  }),
  writeTool({
    name: 'set_generation',
    description: 'Set how a model made a video: provider, model, prompt, parameters. Omitted fields keep their value.',
    input: inputOf(contract.generations.put),
    call: async (input, { client }) => {
      const { video_id } = input
      const before = await client.generations.get({ video_id })
      const { source_type } = await client.videos.get({ id: video_id })
      const value = await client.generations.put(input)
      const source = { tool: 'edit_video', arguments: { id: video_id, source_type } }
      return {
        value,
        undo: [before ? setAgain(before) : { tool: 'remove_generation', arguments: { video_id } }, source],
      }
    },
  }),
  writeTool({
    name: 'remove_generation',
    description: 'Delete the generation details of a video.',
    input: inputOf(contract.generations.remove),
    call: async (input, { client }) => {
      const { source_type } = await client.videos.get({ id: input.video_id })
      const value = await client.generations.remove(input)
      const again = setAgain(value)
      return { value, undo: [{ ...again, arguments: { ...again.arguments, source_type } }] }
    },
  }),
  writeTool({
    name: 'associate',
    description: 'Associate a video, or a content by its hash, with a node of a workflow.',
    input: inputOf(contract.workflows.associate),
    call: async (input, { client }) => {
      const { video_id, file_hash = '' } = input
      const uses = video_id
        ? await client.workflows.ofVideo({ video_id })
        : await client.workflows.ofContent({ file_hash })
      const before = uses.find((it) => it.workflow_id === input.workflow_id && it.node_id === input.node_id)
      const value = await client.workflows.associate(input)
      const { workflow_id, node_id } = value
      const content = { workflow_id, file_hash: value.file_hash, node_id }
      return { value, undo: [before ? associateAgain(before, content) : { tool: 'dissociate', arguments: content }] }
    },
  }),
  writeTool({
    name: 'dissociate',
    description: 'Remove the association of a video or a content with a node of a workflow.',
    input: inputOf(contract.workflows.dissociate),
    call: async (input, { client }) => {
      const value = await client.workflows.dissociate(input)
      const { workflow_id, file_hash, node_id } = value
      return { value, undo: [associateAgain(value, { workflow_id, file_hash, node_id })] }
    },
  }),
  writeTool({
    name: 'describe_workflow',
    description: 'Change the name or the description of a workflow.',
    input: inputOf(contract.workflows.update).pick({ id: true, name: true, description: true }),
    call: async (input, { client }) => {
      const { id, name, description } = await client.workflows.get({ id: input.id })
      const { definition: _, videos: __, images: ___, ...value } = await client.workflows.update(input)
      return { value, undo: [{ tool: 'describe_workflow', arguments: { id, name, description } }] }
    },
  }),
  writeTool({
    name: 'decide_links',
    description: 'Confirm or reject likely links of a lineage.',
    input: inputOf(contract.lineage.decide),
    call: async (input, { client }) => {
      const { before } = await client.lineage.decide(input)
      return { value: { decided: before.length }, undo: [{ tool: 'decide_links', arguments: { decisions: before } }] }
    },
  }),
]

/** Returns the answer of a tool whose result contains the input that reverts it. */
function withReverse(tool: string, result: { changed: number; undo: Record<string, unknown> }): ToolAnswer {
  const { undo, ...value } = result
  return { value, undo: value.changed === 0 ? [] : [{ tool, arguments: undo }] }
}

function undoOfIds(tool: string, ids: string[]): ToolCall[] {
  return ids.length === 0 ? [] : [{ tool, arguments: { ids } }]
}

function setAgain({ provider, ...details }: Generation): ToolCall {
  return { tool: 'set_generation', arguments: { ...details, ...(provider && { provider }) } }
}

function associateAgain(
  { node_type, role, execution_id }: { node_type: string; role: string; execution_id: string | null },
  content: Record<string, string>,
): ToolCall {
  return { tool: 'associate', arguments: { ...content, node_type, role, ...(execution_id && { execution_id }) } }
}
