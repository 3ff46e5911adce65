import { expect, test } from 'vitest'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import {
  askedInput,
  fillInputs,
  inputChoices,
  jsonOf,
  type TemplateInput,
} from '../../../shared/workflow/template-inputs.ts'

const input = (node: string, field: string, type: TemplateInput['type'] = 'text'): TemplateInput => ({
  ...{ name: `${node}.${field}`, node, field, type, help: '' },
})

const api = `{
  "3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "cfg":7.0, "model": ["4", 0], "odd": NaN}},
  "6": {"inputs": {"text": "old", "text": "a \\"quoted\\" ferry"}, "class_type": "CLIPTextEncode"}
}
`

const editor = `\uFEFF{"links": [], "nodes": [null, {"id": 7},
  {"id": 9, "type": "sub"}, {"id": 10, "type": "sub"},
  {"id": 7, "type": "LoadImage", "title": "First frame", "widgets_values": ["example.png", "image"]},
  {"id": 8, "type": "Sampler", "widgets_values": {"steps": 20, "on": true}}],
  "definitions": {"subgraphs": [
    {"id": "broken", "nodes": 1},
    {"id": "sub", "name": "Wan", "nodes": [null, {"id": 1, "type": "A"}, {"id": 2, "type": "RandomNoise", "widgets_values": [42, "fixed"]}]}]}}`

const connections =
  '{"nodes": [{"id": "text", "type": "TextInput", "config": {"text": "rain", "list": [1]}}], "connections": []}'

test('values of each format are replaced, and all else stays byte for byte', () => {
  const filled = fillInputs(api, [
    { input: input('3', 'seed', 'integer'), json: '7' },
    { input: input('6', 'text'), json: '"fog\\n"' },
  ])
  expect(filled).toBe(api.replace('18446744073709551615', '7').replace('"a \\"quoted\\" ferry"', '"fog\\n"'))
  // Also in subgraphs, after one that cannot be read, and after entries that are no nodes.
  const edited = fillInputs(editor, [
    { input: input('9:2', '0', 'integer'), json: '43' },
    { input: input('7', '0', 'image'), json: '"frame.png"' },
    { input: input('8', 'on', 'boolean'), json: 'false' },
  ])
  expect(edited).toBe(
    editor.replace('[42,', '[43,').replace('"example.png"', '"frame.png"').replace('"on": true', '"on": false'),
  )
  const text = input('text', 'text')
  expect(fillInputs(connections, [{ input: text, json: '"$& snow"' }])).toContain('{"text": "$& snow", "list": [1]}')
})

test('a value is listed with its name and a likely type, once if nodes share a subgraph', () => {
  const choices = (text: string) =>
    inputChoices(parseDefinition(text)).map(({ node, label, type, value }) => [node, label, type, value])
  expect(choices(api)).toEqual([
    ['3', 'seed', 'integer', '18446744073709551615'],
    ['3', 'cfg', 'number', 7],
    ['6', 'text', 'text', 'a "quoted" ferry'],
  ])
  expect(choices(editor)).toEqual([
    ['7', 'image', 'image', 'example.png'],
    ['7', 'upload', 'text', 'image'],
    ['8', 'steps', 'integer', 20],
    ['8', 'on', 'boolean', true],
    ['9:2', 'noise_seed', 'integer', 42],
    ['9:2', 'control_after_generate', 'text', 'fixed'],
  ])
})

test('an input says why the definition does not have its value', () => {
  const asked = (text: string, of: TemplateInput) => askedInput(parseDefinition(text), of)
  expect(asked(editor, input('7', '0', 'image'))).toMatchObject({
    ...{ default: 'example.png', node_title: 'First frame', problem: null },
  })
  expect(asked(editor, input('70', '0')).problem).toBe('The definition has no node “70” with values of its own.')
  expect(asked(editor, input('7', '5')).problem).toBe('The node “7” has no value “5”.')
  expect(asked(connections, input('text', 'list')).problem).toMatch(/^“list” of the node “text” is a list or an object/)
  expect(asked(api, input('3', 'cfg', 'text')).problem).toBe('“3.cfg” is a text, but the definition has “7”.')
  expect(asked(api, input('3', 'seed', 'integer')).problem).toBeNull()
})

test.for([
  ['integer', '0042', '42'],
  ['integer', '18446744073709551615', '18446744073709551615'],
  ['integer', 4.5, undefined],
  ['integer', '', undefined],
  ['number', ' 4.50 ', '4.5'],
  ['number', 'Infinity', undefined],
  ['boolean', 'No', 'false'],
  ['boolean', true, 'true'],
  ['boolean', 'perhaps', undefined],
  ['text', 'a "b"', '"a \\"b\\""'],
  ['image', 'frame.png', '"frame.png"'],
] as const)('%s: %j is %j', ([type, given, json]) => {
  expect(jsonOf(type, given)).toBe(json)
})
