import { type Command, Option } from 'commander'
import type { WorkflowDetails } from '../../../shared/contract/workflows.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import { type AskedInput, type InputChoice, inputChoices } from '../../../shared/workflow/template-inputs.ts'
import { nameValues } from '../../../shared/workflow/value-names.ts'
import { parseText } from '../parse.ts'
import { readArgument } from '../read-argument.ts'
import { withLibrary } from '../session.ts'
import { table } from '../table.ts'

interface TemplateOptions {
  ask: string[]
  inputs?: string
  off?: true
}

/** Adds `rushes workflows template` and `rushes workflows start`. */
export function addTemplates(workflows: Command): void {
  workflows
    .command('template')
    .description(
      'make a workflow a template that asks for some of its values; without an option, list what it asks for',
    )
    .argument('<id>')
    .option('--ask <name=node.value...>', 'a value to ask for, by the id of its node: “Prompt=6.text”', parseText, [])
    .option('--inputs <file>', 'JSON file with all inputs: a list of objects with name, node, field, type, help')
    .addOption(new Option('--off', 'make it a plain workflow again').conflicts(['ask', 'inputs']))
    .action(async (id: string, options: TemplateOptions, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const workflow = await client.workflows.get({ id })
        if (!options.off && !options.inputs && options.ask.length === 0) {
          const { inputs } = await client.workflows.template({ id })
          return answer({ inputs }, () => asTable(inputs))
        }
        const asked = options.ask.map(inputOf(workflow))
        const given = options.inputs === undefined ? [] : await readList(options.inputs)
        const { template_inputs: before } = workflow
        const after = await client.workflows.update({ id, template_inputs: options.off ? null : [...given, ...asked] })
        const undo = undoLine('workflows.update', { changed: 1, undo: { id, template_inputs: before } })
        answer(after, () => `${changeLine(after)}${undo}`)
      })
    })
  workflows
    .command('start')
    .description('create a draft from a template; a value that is not set stays as it is in the template')
    .argument('<id>', 'the template')
    .option(
      '--set <input=value...>',
      'a value, for an image or a video its id: “Prompt=a ferry at dawn”',
      parseText,
      [],
    )
    .option('--name <name>', 'name of the workflow (default: that of the template)')
    .action(async (id: string, { set, name }: { set: string[]; name?: string }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const values = Object.fromEntries(set.map((text) => splitAt(text, '--set', 'Prompt=a ferry at dawn')))
        const workflow = await client.workflows.start({ id, values, name })
        const undo = undoLine('workflows.remove', { changed: 1, undo: { ids: [workflow.id] } })
        answer(workflow, () => `${workflow.name}: ${workflow.id}${undo}`)
      })
    })
}

function changeLine({ name, template_inputs }: WorkflowDetails): string {
  if (template_inputs === null) return `“${name}” is a workflow again.`
  const count = formatCount(template_inputs.length, 'value')
  return `“${name}” is a template that asks for ${count}. Start from it with “rushes workflows start”.`
}

function asTable(inputs: readonly AskedInput[]): string {
  if (inputs.length === 0) return 'It asks for nothing.'
  const rows = inputs.map((it) => [
    it.name,
    it.type,
    `${it.node}.${it.field}`,
    it.problem ?? String(it.default),
    it.help,
  ])
  return table([['name', 'type', 'value of', 'default', 'help'], ...rows])
}

/** Splits `name=value` at the first equals sign. @throws RushesError BAD_INPUT */
function splitAt(text: string, option: string, example: string): [name: string, value: string] {
  const index = text.indexOf('=')
  if (index > 0) return [text.slice(0, index).trim(), text.slice(index + 1)]
  throw new RushesError('BAD_INPUT', `${option}: “${text}” has no “=”. Write it like “${example}”.`)
}

/** Returns a function that finds the value that `name=node.value` names. */
function inputOf({ name: workflow, definition, prompt }: WorkflowDetails): (text: string) => {
  name: string
} & Pick<InputChoice, 'node' | 'field' | 'type'> {
  const choices = inputChoices(nameValues(parseDefinition(definition), prompt))
  return (text) => {
    const [name, value] = splitAt(text, '--ask', 'Prompt=6.text')
    const choice = choices.find((it) => [`${it.node}.${it.label}`, `${it.node}.${it.field}`].includes(value))
    if (!choice) throw new RushesError('BAD_INPUT', `--ask: “${workflow}” has no value “${value}”.`)
    const { node, field, type } = choice
    return { name, node, field, type }
  }
}

async function readList(file: string): Promise<[]> {
  const text = (await readArgument(file)).toString('utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RushesError('BAD_INPUT', `${file} is not a list in JSON.`, { cause: error })
  }
}
