import { RushesError } from '../errors.ts'
import { isComfyuiApi, parseComfyuiApi } from './comfyui-api-format.ts'
import { isComfyuiUi, parseComfyuiUi } from './comfyui-ui-format.ts'
import { parseConnectionsFormat } from './connections-format.ts'
import type { Json, WorkflowGraph } from './graph.ts'
import { parseJson } from './parse-json.ts'
import { isObject } from './validate.ts'

/**
 * Parses a workflow's definition in one of three formats: nodes and connections, ComfyUI's editor, ComfyUI's API. Takes
 * time linear in the length of the text.
 * @throws RushesError BAD_INPUT if it is not JSON, in none of these formats, or inconsistent; `data.fields` then names
 * the field.
 */
export function parseDefinition(text: string): WorkflowGraph {
  return parseDefinitionObject(parseJson(text))
}

/** Parses a definition whose JSON was parsed before; see `parseDefinition`. @throws RushesError BAD_INPUT */
export function parseDefinitionObject(definition: Json): WorkflowGraph {
  if (!isObject(definition)) throw new RushesError('BAD_INPUT', 'A workflow definition must be a JSON object.')
  return parserOf(definition)(definition)
}

function parserOf(definition: Record<string, Json>): (definition: Record<string, Json>) => WorkflowGraph {
  if (!('nodes' in definition) || (isObject(definition.nodes) && 'class_type' in definition.nodes)) {
    if (isComfyuiApi(definition)) return parseComfyuiApi
    throw new RushesError(
      'BAD_INPUT',
      'This is not a workflow definition. Expected “nodes”, or ComfyUI’s API format: ids, each with a “class_type”.',
    )
  }
  return !('connections' in definition) && isComfyuiUi(definition) ? parseComfyuiUi : parseConnectionsFormat
}
