import { basename, isAbsolute } from 'node:path'
import { z } from 'zod'
import { RushesError } from '../../../shared/errors.ts'
import { namedConfig } from '../../../shared/generation/comfyui-widgets.ts'
import type { WorkflowGraph } from '../../../shared/workflow/graph.ts'
import { findNode } from '../../../shared/workflow/inside-subgraph.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import {
  type AskedInput,
  askedInput,
  fillInputs,
  type GivenValue,
  jsonOf,
  type TemplateInput,
  templateInputSchema,
  typeNames,
} from '../../../shared/workflow/template-inputs.ts'
import type { Db } from '../../database/connection/connection.ts'
import { requireImage } from '../../database/images.ts'
import { requireVideo } from '../../database/videos.ts'
import { requireWorkflow } from '../../database/workflows.ts'
import { badField, inField } from '../calls/input.ts'
import type { NewAssociation } from './associations.ts'

const inputsSchema = z.array(templateInputSchema)

/** Returns the inputs of a template from their column; null if the workflow is none, or if they are not readable. */
export function readTemplateInputs(text: string | null): TemplateInput[] | null {
  if (text === null) return null
  try {
    return inputsSchema.parse(JSON.parse(text))
  } catch {
    // A program other than Rushes wrote it.
    return null
  }
}

/**
 * Returns inputs as their column has them. A field may be given by its name; the key is stored.
 * @throws RushesError BAD_INPUT if the definition has no such value, or two inputs have one name.
 */
export function inputsText(definition: string, inputs: readonly TemplateInput[]): string {
  const graph = parseDefinition(definition)
  const names = new Set<string>()
  const stored = inputs.map((given, index) => {
    const field = `template_inputs.${index}`
    const name = given.name.toLowerCase()
    if (names.has(name)) throw badField(`${field}.name`, `Two inputs have the name “${given.name}”.`)
    names.add(name)
    const input = { ...given, field: keyOf(graph, given) }
    const { problem } = askedInput(graph, input)
    if (problem !== null) throw badField(field, problem)
    return input
  })
  return JSON.stringify(stored)
}

function keyOf(graph: WorkflowGraph, { node: id, field }: TemplateInput): string {
  const node = findNode(graph, id)
  if (!node || Object.hasOwn(node.config, field)) return field
  const index = namedConfig(node).findIndex(([name]) => name === field)
  return Object.keys(node.config)[index] ?? field
}

/** A workflow that is a template. */
interface Template {
  id: string
  name: string
  description: string | null
  definition: string
  inputs: readonly TemplateInput[]
}

/** Returns a template. @throws RushesError NOT_FOUND, CONFLICT if the workflow is none. */
export async function requireTemplate(db: Db, id: string): Promise<Template> {
  const { template_inputs, ...workflow } = await requireWorkflow(db, id)
  const inputs = readTemplateInputs(template_inputs)
  if (!inputs) throw new RushesError('CONFLICT', `“${workflow.name}” is not a template.`)
  return { ...workflow, inputs }
}

/** Returns the inputs of a template with their defaults. @throws RushesError BAD_INPUT if its definition is broken */
export function askedInputs({ definition, inputs }: Pick<Template, 'definition' | 'inputs'>): AskedInput[] {
  const graph = parseDefinition(definition)
  return inputs.map((input) => askedInput(graph, input))
}

interface Start {
  id: string
  name?: string | undefined
  values: Readonly<Record<string, GivenValue>>
}

/**
 * Returns the workflow that starts from a template, and the associations of the files that were given.
 * @throws RushesError NOT_FOUND, BAD_INPUT, CONFLICT if it is no template or its definition lacks a value.
 */
export async function fillTemplate(db: Db, { id, name, values }: Start) {
  const template = await requireTemplate(db, id)
  const inputs = askedInputs(template)
  const broken = inputs.find(({ problem }) => problem !== null)
  if (broken)
    throw new RushesError(
      'CONFLICT',
      `“${template.name}” asks for “${broken.name}”. ${broken.problem} Edit the template.`,
    )
  const unknown = Object.keys(values).find((key) => !inputs.some((input) => input.name === key))
  if (unknown !== undefined) throw badField(`values.${unknown}`, `“${template.name}” doesn’t ask for “${unknown}”.`)
  const filled: { input: TemplateInput; json: string }[] = []
  const associations: NewAssociation[] = []
  for (const input of inputs) {
    const given = values[input.name]
    if (given === undefined) continue
    const { text, association } = await inField(`values.${input.name}`, () => fileOf(db, input, given))
    const json = jsonOf(input.type, text)
    if (json === undefined) throw badField(`values.${input.name}`, `Expected ${typeNames[input.type]}.`)
    filled.push({ input, json })
    if (association) associations.push(association)
  }
  const workflow = {
    name: name ?? template.name,
    description: template.description,
    definition: fillInputs(template.definition, filled),
    template_id: template.id,
  }
  return { workflow, associations }
}

/** Returns the text that a definition gets for a given value, and the association of a file. */
async function fileOf(
  db: Db,
  { type, node, default: before }: AskedInput,
  given: GivenValue,
): Promise<{ text: GivenValue; association?: NewAssociation }> {
  if (type !== 'image' && type !== 'video') return { text: given }
  const at = { node_id: node, role: 'input' } as const
  // Nodes that load by path had one before; the others look a name up in a folder of their own.
  const toText = (path: string) => (typeof before === 'string' && isPath(before) ? path : basename(path))
  if (type === 'video') {
    const { id, file_path } = await requireVideo(db, String(given))
    return { text: toText(file_path), association: { ...at, video_id: id } }
  }
  const { file_hash, path } = await requireImage(db, String(given))
  return { text: toText(path), association: { ...at, file_hash } }
}

function isPath(text: string): boolean {
  return isAbsolute(text) || /^[a-z]:[\\/]/i.test(text)
}
