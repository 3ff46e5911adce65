import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { AskedInput, GivenValue } from '../../shared/workflow/template-inputs.ts'
import { api } from '../client.ts'
import { Dialog } from '../components/dialog.tsx'
import { EditForm } from '../components/edit-form.tsx'
import { errorMessage } from '../components/error-message.ts'
import { ErrorLine } from '../components/error-state.tsx'
import { Field } from '../components/field.tsx'
import { Hint, Warning } from '../components/panel.tsx'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { ContentChoice } from './content-choice.tsx'
import styles from './start-dialog.module.css'
import { startFrom } from './template-actions.ts'
import { texts } from './texts.ts'

interface StartDialogProps {
  template: { id: string; name: string }
  onClose: () => void
}

/** The dialog that starts a workflow from a template: it asks for the values, and opens the new draft. */
export function StartDialog({ template, onClose }: StartDialogProps) {
  const { data, error, refetch } = useQuery(
    api.workflows.template.queryOptions({ input: { id: template.id }, retry: false }),
  )
  return (
    <Dialog title={texts.startFrom(template.name)} size="lg" onClose={onClose}>
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {data && <StartForm template={template} inputs={data.inputs} onClose={onClose} />}
    </Dialog>
  )
}

const fieldName = (index: number) => `input-${index}`

function StartForm({ template, inputs, onClose }: StartDialogProps & { inputs: readonly AskedInput[] }) {
  const open = useOpenWorkflow()
  const save = async (fields: FormData) => {
    const values = inputs.flatMap((input, index) => {
      const value = enteredValue(input, fields.get(fieldName(index)))
      return value === undefined ? [] : [[input.name, value] as const]
    })
    const name = String(fields.get('name')).trim() || template.name
    const id = await startFrom(template, { name, values: Object.fromEntries(values) }).catch((error) => {
      // People know the inputs by their names.
      throw new Error(errorMessage(error).replace(/^values\./, ''), { cause: error })
    })
    open(id)
  }
  return (
    <div className={styles.form}>
      <EditForm label={texts.startFrom(template.name)} action={texts.start} save={save} onClose={onClose}>
        {inputs.length === 0 && <Hint>{texts.startFormHint}</Hint>}
        {inputs.map((input, index) => (
          <InputField key={input.name} input={input} name={fieldName(index)} isFirst={index === 0} />
        ))}
        <Field label={texts.nameOfTheNew}>
          <input
            type="text"
            name="name"
            maxLength={500}
            defaultValue={template.name}
            data-autofocus={inputs.length === 0 || undefined}
          />
        </Field>
      </EditForm>
    </div>
  )
}

/** Returns what was entered for an input; undefined if that is its default, so that the definition stays as it is. */
function enteredValue(
  { type, default: before }: AskedInput,
  entered: FormDataEntryValue | null,
): GivenValue | undefined {
  if (type === 'boolean') return (entered === 'on') === before ? undefined : entered === 'on'
  // The browser turns line breaks into those of Windows.
  const text = String(entered ?? '').replaceAll('\r\n', '\n')
  if (type === 'image' || type === 'video') return text === '' ? undefined : text
  return text === String(before ?? '') ? undefined : text
}

interface InputFieldProps {
  input: AskedInput
  name: string
  isFirst: boolean
}

function InputField({ input, name, isFirst }: InputFieldProps) {
  const hintId = useId()
  const { name: label, help, problem, type } = input
  if (problem !== null) return <Warning>{texts.editTheTemplateTo(problem)}</Warning>
  if (type === 'image' || type === 'video') return <ContentChoice {...{ input, type, name }} />
  return (
    <Field label={label} isBeside={type !== 'text'} hint={help || undefined} hintId={hintId}>
      <Control
        {...{ input, name }}
        data-autofocus={isFirst || undefined}
        aria-describedby={help ? hintId : undefined}
      />
    </Field>
  )
}

interface ControlProps {
  input: AskedInput
  name: string
  'data-autofocus': true | undefined
  'aria-describedby': string | undefined
}

function Control({ input: { type, default: before }, ...shared }: ControlProps) {
  if (type === 'boolean') return <input type="checkbox" defaultChecked={before === true} {...shared} />
  if (type === 'text') return <textarea defaultValue={String(before ?? '')} spellCheck={false} {...shared} />
  // A seed can have more digits than a field for numbers keeps.
  return (
    <input
      type="text"
      inputMode={type === 'integer' ? 'numeric' : 'decimal'}
      className={styles.number}
      autoComplete="off"
      defaultValue={String(before ?? '')}
      {...shared}
    />
  )
}
