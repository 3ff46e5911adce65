import { create } from 'zustand'
import { Dialog } from './dialog.tsx'
import { EditForm } from './edit-form.tsx'
import { Field } from './field.tsx'
import { texts } from './texts.ts'

const useDialog = create<{ isOpen: boolean }>(() => ({ isOpen: false }))
const close = () => useDialog.setState({ isOpen: false })

/** Asks for the address and the token of a library that another computer serves. */
export function openServerDialog(): void {
  useDialog.setState({ isOpen: true })
}

async function open(fields: FormData): Promise<void> {
  const [url, token] = ['url', 'token'].map((name) => String(fields.get(name)).trim())
  const refusal = await window.rushes?.openLibrary({ url: url ?? '', ...(token && { token }) })
  if (refusal) throw new Error(refusal)
}

/** The dialog that opens a library on the network in the desktop window. */
export function OpenServerDialog() {
  const { isOpen } = useDialog()
  return (
    <Dialog isOpen={isOpen} title={texts.openALibraryOn} size={520} onClose={close}>
      <EditForm label={texts.libraryOnTheNetwork} action={texts.open} save={open} onClose={close}>
        <Field label={texts.address} hint={texts.tokenHint}>
          <input
            name="url"
            type="text"
            required
            data-autofocus
            placeholder="https://studio.example:4317"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field label={texts.token} hint={texts.keptTokenHint}>
          <input name="token" type="password" autoComplete="off" />
        </Field>
      </EditForm>
    </Dialog>
  )
}
