import { type FormEvent, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Buttons } from '../components/panel.tsx'
import { RelinkPreviewDialog } from './relink-preview-dialog.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

const blank = { from: '', to: '' }

/** Says where a folder outside the library is now, after a move or on another computer. */
export function RelinkFolder() {
  const [paths, setPaths] = useState(blank)
  const [isPreviewed, setPreviewed] = useState(false)
  const change = (part: Partial<typeof blank>) => setPaths({ ...paths, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setPreviewed(true)
  }
  return (
    <section className={styles.part} aria-labelledby="moved-folders">
      <h2 id="moved-folders">{texts.movedFolders}</h2>
      <p>{texts.relinkFolderText}</p>
      <form className={styles.relink} onSubmit={submit}>
        <Field label={texts.formerFolder}>
          <PathInput value={paths.from} onChange={(from) => change({ from })} />
        </Field>
        <Field label={texts.folderNow}>
          <PathInput value={paths.to} onChange={(to) => change({ to })} />
        </Field>
        <Buttons>
          <Button type="submit" disabled={paths.from.trim() === '' || paths.to.trim() === ''}>
            {texts.relink}
          </Button>
        </Buttons>
      </form>
      {isPreviewed && (
        <RelinkPreviewDialog
          from={paths.from.trim()}
          to={paths.to.trim()}
          onStarted={() => setPaths(blank)}
          onClose={() => setPreviewed(false)}
        />
      )}
    </section>
  )
}

function PathInput({ value, onChange }: { value: string; onChange: (path: string) => void }) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
