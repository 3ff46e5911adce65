import { ArrowUp, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import {
  type InputChoice,
  type InputType,
  inputChoices,
  inputTypes,
  type TemplateInput,
} from '../../shared/workflow/template-inputs.ts'
import { nameValues } from '../../shared/workflow/value-names.ts'
import { Dialog } from '../components/dialog.tsx'
import { EditForm } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Hint } from '../components/panel.tsx'
import { valueLabel } from './node-labels.ts'
import { readDefinition } from './read-definition.ts'
import { saveTemplate } from './template-actions.ts'
import styles from './template-dialog.module.css'
import { texts } from './texts.ts'

interface TemplateDialogProps {
  workflow: WorkflowDetails
  onClose: () => void
}

const typeLabels: Record<InputType, string> = {
  text: texts.text,
  integer: texts.wholeNumber,
  number: texts.number,
  boolean: texts.yesOrNo,
  image: texts.image,
  video: texts.take,
}

const keyOf = ({ node, field }: Pick<TemplateInput, 'node' | 'field'>) => JSON.stringify([node, field])

/** The dialog that makes a workflow a template, and changes what it asks for. */
export function TemplateDialog({ workflow, onClose }: TemplateDialogProps) {
  const choices = useChoices(workflow)
  const [inputs, setInputs] = useState<readonly TemplateInput[]>(workflow.template_inputs ?? [])
  const change = (index: number, next: Partial<TemplateInput>) =>
    setInputs(inputs.map((input, at) => (at === index ? { ...input, ...next } : input)))
  const raise = (index: number) => {
    const [before, input] = [inputs[index - 1], inputs[index]]
    if (before && input) setInputs(inputs.toSpliced(index - 1, 2, input, before))
  }
  return (
    <Dialog title={texts.templateNamed(workflow.name)} size={720} onClose={onClose}>
      <div className={styles.dialog}>
        <Hint>{texts.templateDialogHint}</Hint>
        <EditForm
          label={texts.templateTitle}
          action={texts.saveTemplate}
          save={() => saveTemplate(workflow, inputs)}
          onClose={onClose}
        >
          <ol className={styles.inputs}>
            {inputs.map((input, index) => (
              <InputRow
                key={keyOf(input)}
                input={input}
                choice={choices.find((it) => keyOf(it) === keyOf(input))}
                onChange={(next) => change(index, next)}
                onRaise={index > 0 ? () => raise(index) : undefined}
                onRemove={() => setInputs(inputs.filter((_, at) => at !== index))}
              />
            ))}
          </ol>
          <AddInput
            choices={choices.filter((choice) => !inputs.some((input) => keyOf(input) === keyOf(choice)))}
            onAdd={({ node, field, type, ...labels }) =>
              setInputs([...inputs, { name: freeName(labels, inputs), node, field, type, help: '' }])
            }
          />
        </EditForm>
      </div>
    </Dialog>
  )
}

function useChoices({ definition, prompt }: WorkflowDetails): readonly InputChoice[] {
  return useMemo(() => {
    const { graph } = readDefinition(definition)
    return graph ? inputChoices(nameValues(graph, prompt)) : []
  }, [definition, prompt])
}

/** Returns a name that no other input has: that of the value, or of its node if the value has none of its own. */
function freeName({ label, node_title }: Pick<InputChoice, 'label' | 'node_title'>, others: readonly TemplateInput[]) {
  const words = /^(text|value|\d+)$/.test(label) ? node_title : label.replaceAll('_', ' ')
  const name = words.charAt(0).toUpperCase() + words.slice(1, 90)
  const taken = new Set(others.map((it) => it.name.toLowerCase()))
  const numbered = others.map((_, index) => `${name} ${index + 2}`)
  return [name, ...numbered].find((it) => !taken.has(it.toLowerCase())) ?? name
}

interface InputRowProps {
  input: TemplateInput
  /** The value that it asks for; undefined if the definition no longer has it. */
  choice: InputChoice | undefined
  onChange: (next: Partial<TemplateInput>) => void
  onRaise: (() => void) | undefined
  onRemove: () => void
}

function InputRow({ input: { name, node, field, type, help }, choice, onChange, onRaise, onRemove }: InputRowProps) {
  return (
    <li>
      <div className={styles.fields}>
        <Field label={texts.name}>
          <input
            type="text"
            required
            maxLength={100}
            value={name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
        </Field>
        <Field label={texts.type}>
          <select
            value={type}
            onChange={(event) => onChange({ type: inputTypes[event.currentTarget.selectedIndex] ?? type })}
          >
            {inputTypes.map((one) => (
              <option key={one} value={one}>
                {typeLabels[one]}
              </option>
            ))}
          </select>
        </Field>
        <Field label={texts.help}>
          <input
            type="text"
            maxLength={1000}
            value={help}
            onChange={(event) => onChange({ help: event.currentTarget.value })}
          />
        </Field>
        {onRaise && <IconButton icon={ArrowUp} label={texts.moveUp(name)} onClick={onRaise} type="button" />}
        <IconButton icon={X} label={texts.dontAskFor(name)} onClick={onRemove} type="button" />
      </div>
      <small className={styles.source} data-gone={!choice || undefined}>
        {choice
          ? `${choice.node_title} (${node}) · ${choice.label}: ${valueLabel(choice.value)}`
          : texts.inputRowText(field, node)}
      </small>
    </li>
  )
}

interface AddInputProps {
  choices: readonly InputChoice[]
  onAdd: (choice: InputChoice) => void
}

const longestValue = 60

/** A list of the values of all nodes, by node. */
function AddInput({ choices, onAdd }: AddInputProps) {
  const nodes = Map.groupBy(choices, ({ node }) => node)
  return (
    <Field label={texts.askForAnotherValue}>
      <select
        value=""
        disabled={choices.length === 0}
        data-autofocus
        onChange={(event) => {
          const choice = choices.find((it) => keyOf(it) === event.currentTarget.value)
          if (choice) onAdd(choice)
        }}
      >
        <option value="">{choices.length === 0 ? texts.noOtherValues : texts.chooseAValue}</option>
        {[...nodes].map(([node, [first, ...others]]) => (
          <optgroup key={node} label={`${first?.node_title} (${node})`}>
            {[...(first ? [first] : []), ...others].map((choice) => (
              <option key={choice.field} value={keyOf(choice)}>
                {choice.label}: {shorten(valueLabel(choice.value))}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

function shorten(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text
}
