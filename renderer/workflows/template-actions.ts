import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import type { GivenValue, TemplateInput } from '../../shared/workflow/template-inputs.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { newStep, offerUndoOf } from '../components/offer-undo.ts'
import { texts } from './texts.ts'

type Named = Pick<WorkflowDetails, 'id' | 'name'>

/** Makes a workflow a template, or changes what it asks for, with Undo. @throws the error of the call */
export async function saveTemplate({ id, name }: Named, inputs: readonly TemplateInput[]): Promise<void> {
  const step = newStep()
  await client.workflows.update({ id, template_inputs: [...inputs] }, { context: { step } })
  offerUndoOf(step, texts.isATemplate(name))
}

/** Makes a template a plain workflow again, with Undo. */
export async function endTemplate({ id, name }: Named): Promise<void> {
  const step = newStep()
  try {
    await client.workflows.update({ id, template_inputs: null }, { context: { step } })
    offerUndoOf(step, texts.isAWorkflowAgain(name))
  } catch (error) {
    showError(error)
  }
}

/** Creates a draft from a template, with Undo, and returns its id. @throws the error of the call */
export async function startFrom(
  { id, name: template }: Named,
  { name, values }: { name: string; values: Record<string, GivenValue> },
): Promise<string> {
  const step = newStep()
  const started = await client.workflows.start({ id, name, values }, { context: { step } })
  offerUndoOf(step, texts.startedNamedFrom(started.name, template))
  return started.id
}
