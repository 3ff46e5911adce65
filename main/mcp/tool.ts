import type { z } from 'zod'
import type { Client } from '../../shared/contract/index.ts'

/** The surroundings of tools. */
export interface ToolContext {
  client: Client
  /** Reads the poster or the storyboard of a video, a JPEG. */
  readPicture(kind: 'poster' | 'storyboard', id: string): Promise<Uint8Array>
  signal: AbortSignal
}

/** A call of a tool, by its name. */
export interface ToolCall {
  tool: string
  arguments: Record<string, unknown>
}

export interface ToolAnswer {
  value: unknown
  /** Pictures, each with what it shows; an error if it could not be made. */
  pictures?: { title: string; jpeg: Uint8Array | Error }[]
  /** The calls that undo this one, in order; empty if nothing changed. Left out by tools that only read. */
  undo?: ToolCall[]
}

/** A tool for a model: one or several calls of the contract. */
export interface Tool {
  name: string
  description: string
  /** From the contract. */
  input: z.ZodType
  isWrite: boolean
  call(input: never, context: ToolContext): Promise<ToolAnswer>
}

interface Definition<Schema extends z.ZodType> {
  name: string
  description: string
  input: Schema
  call(input: z.input<Schema>, context: ToolContext): Promise<ToolAnswer>
}

/** Defines a tool that only reads. */
export function readTool<Schema extends z.ZodType>(definition: Definition<Schema>): Tool {
  return { ...definition, isWrite: false }
}

/** A procedure of the contract, as far as its input is concerned. */
interface Procedure<Schema extends z.ZodType> {
  '~orpc': { inputSchema?: Schema | undefined }
}

/** Defines a tool that only reads, by one call of the contract; `of` selects its function in the client. */
export function callTool<Schema extends z.ZodType>({
  procedure,
  of,
  ...tool
}: Pick<Definition<Schema>, 'name' | 'description'> & {
  procedure: Procedure<Schema>
  of(client: Client): (input: z.input<Schema>) => Promise<unknown>
}): Tool {
  const input = inputOf(procedure)
  return readTool({ ...tool, input, call: async (given, { client }) => ({ value: await of(client)(given) }) })
}

/** Defines a tool that changes something, and whose answer says how to undo it. */
export function writeTool<Schema extends z.ZodType>(definition: Definition<Schema>): Tool {
  return { ...definition, isWrite: true }
}

/** Returns the schema of a procedure’s input. */
export function inputOf<Schema extends z.ZodType>(procedure: Procedure<Schema>): Schema {
  const { inputSchema } = procedure['~orpc']
  if (!inputSchema) throw new TypeError('The procedure has no input.')
  return inputSchema
}
