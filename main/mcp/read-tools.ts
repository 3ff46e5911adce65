import { z } from 'zod'
import { contract } from '../../shared/contract/index.ts'
import { videoQuerySchema } from '../../shared/contract/video-query.ts'
import { messageOf } from '../../shared/errors.ts'
import { type Json, jsonDifferences } from '../../shared/json-differences.ts'
import { callTool, inputOf, readTool, type Tool, type ToolContext } from './tool.ts'

const videoId = inputOf(contract.videos.get).shape.id

/** The tools that only read. */
export const readTools: Tool[] = [
  readTool({
    name: 'search_videos',
    description:
      'Search the videos (takes) of the library, newest first. `query` is a text such as: ferry dusk model:wan ' +
      'rating:>=4 -tag:draft (a OR b). Fields: model, provider, lora, seed, tag, source, codec, ratio, res, rating, ' +
      'fps, dur, size, date, workflow, node, role, has, label, status, near (looks similar to the video with this ' +
      'id). Continue with `after`, the id of the last video.',
    input: videoQuerySchema.pick({ query: true, sort: true, order: true, after: true, limit: true }),
    call: async (input, { client }) => ({ value: await client.videos.list({ limit: 20, ...input }) }),
  }),
  readTool({
    name: 'view_video',
    description: 'View a video: its facts, its poster, and a storyboard of frames in their order, row by row.',
    input: inputOf(contract.videos.get),
    call: async (input, context) => {
      const video = await context.client.videos.get(input)
      const storyboard = await context.client.previews.storyboard({ id: video.id }).catch(() => null)
      const pictures = [await picture('poster', video, context), await picture('storyboard', video, context)]
      return { value: { ...video, storyboard }, pictures }
    },
  }),
  readTool({
    name: 'explain_video',
    description:
      'Explain how a video was made: model, prompt and parameters, what its file says about it, input files, ' +
      'content credentials, and the workflows and nodes that made or used it.',
    input: inputOf(contract.generations.get),
    call: async (input, { client }) => {
      const generation = await client.generations.get(input)
      const embedded = await client.embedded.get(input)
      return { value: { generation, embedded, workflows: await client.workflows.ofVideo(input) } }
    },
  }),
  readTool({
    name: 'compare_videos',
    description: 'Compare two videos: all facts and generation details that differ, and both posters.',
    input: z.object({ id: videoId, other_id: videoId }),
    call: async ({ id, other_id }, context) => {
      const [was, is] = [await described(id, context), await described(other_id, context)]
      const pictures = [await picture('poster', was.facts, context), await picture('poster', is.facts, context)]
      return { value: { differences: jsonDifferences(asJson(was), asJson(is)) }, pictures }
    },
  }),
  callTool({
    name: 'get_lineage',
    description: 'Get what a video or a content was made from and what was made from it, with the evidence.',
    procedure: contract.lineage.get,
    of: ({ lineage }) => lineage.get,
  }),
  callTool({
    name: 'list_workflows',
    description: 'List workflows: graphs of nodes that make videos and images.',
    procedure: contract.workflows.list,
    of: ({ workflows }) => workflows.list,
  }),
  callTool({
    name: 'get_workflow',
    description: 'Get a workflow with its definition, and the videos and images of its nodes.',
    procedure: contract.workflows.get,
    of: ({ workflows }) => workflows.get,
  }),
  callTool({
    name: 'list_executions',
    description: 'List executions (runs) of workflows, newest first.',
    procedure: contract.executions.list,
    of: ({ executions }) => executions.list,
  }),
  callTool({
    name: 'get_execution',
    description: 'Get an execution with its videos, its error and its definition.',
    procedure: contract.executions.get,
    of: ({ executions }) => executions.get,
  }),
  callTool({
    name: 'list_analyses',
    description: 'List cached analyses (scenes, black, silence, …), newest first, without their ranges.',
    procedure: contract.analyses.list,
    of: ({ analyses }) => analyses.list,
  }),
  callTool({
    name: 'analyses_of_video',
    description: 'Get the cached analyses of a video with their ranges, in seconds.',
    procedure: contract.analyses.ofVideo,
    of: ({ analyses }) => analyses.ofVideo,
  }),
  callTool({
    name: 'get_analysis',
    description: 'Get one cached analysis with its configuration and its ranges, in seconds.',
    procedure: contract.analyses.get,
    of: ({ analyses }) => analyses.get,
  }),
]

async function picture(
  kind: 'poster' | 'storyboard',
  { id, name }: { id: string; name: string },
  { readPicture }: ToolContext,
) {
  const jpeg = await readPicture(kind, id).catch((error) => new Error(messageOf(error)))
  return { title: `The ${kind} of “${name}”`, jpeg }
}

async function described(id: string, { client }: ToolContext) {
  return { facts: await client.videos.get({ id }), generation: await client.generations.get({ video_id: id }) }
}

/** Returns a value as it is in JSON, without undefined fields. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value))
}
