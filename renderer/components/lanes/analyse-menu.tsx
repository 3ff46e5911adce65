import { ChevronDown, ChevronLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import { Button } from '../button.tsx'
import { DropDown } from '../drop-down.tsx'
import { errorMessage } from '../error-message.ts'
import { Icon } from '../icon.tsx'
import styles from './analyse-menu.module.css'
import { ConfigForm } from './config-form.tsx'
import { ConsentDialog } from './consent-dialog.tsx'
import { texts } from './texts.ts'
import { useAnalyserList } from './use-lanes.ts'

/** The menu of analysers, with a form for the settings of the chosen one. */
export function AnalyseMenu({ videoIds }: { videoIds: readonly string[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const [chosen, setChosen] = useState<Analyser | null>(null)
  const [asked, setAsked] = useState<Analyser | null>(null)
  const change = (open: boolean) => {
    setIsOpen(open)
    setChosen(null)
  }
  const choose = (analyser: Analyser) => {
    const mayRun = analyser.program?.allowed ?? true
    setIsOpen(mayRun)
    setChosen(mayRun ? analyser : null)
    setAsked(mayRun ? null : analyser)
  }
  return (
    <>
      <DropDown
        label={texts.analyse}
        face={
          <>
            {texts.analyse}
            <Icon of={ChevronDown} size={14} />
          </>
        }
        isOpen={isOpen}
        onChange={change}
        position="top-end"
        width={320}
        className={styles.drop}
      >
        {chosen ? (
          <>
            <Button variant="quiet" size="small" icon={ChevronLeft} onClick={() => setChosen(null)}>
              {texts.analysers}
            </Button>
            <ConfigForm analyser={chosen} videoIds={videoIds} onStarted={() => change(false)} />
          </>
        ) : (
          <Choices onChoose={choose} />
        )}
      </DropDown>
      {asked?.program && (
        <ConsentDialog analyser={asked} program={asked.program} onAllowed={choose} onClose={() => setAsked(null)} />
      )}
    </>
  )
}

function Choices({ onChoose }: { onChoose: (analyser: Analyser) => void }) {
  const { data, error } = useAnalyserList()
  const list = useRef<HTMLUListElement>(null)
  const isThere = data !== undefined
  // The list is often loaded only after the popover has opened, and is mounted again after a form is left. Its first
  // button then gets the focus, so that keys go on working.
  useEffect(() => {
    if (isThere) list.current?.querySelector('button')?.focus()
  }, [isThere])
  if (error)
    return (
      <p className={styles.fault} role="alert">
        {errorMessage(error)}
      </p>
    )
  return (
    <>
      <ul ref={list}>
        {data?.items.map((analyser) => (
          <li key={analyser.name}>
            <Button variant="row" className={styles.choice} onClick={() => onChoose(analyser)}>
              <span>
                {analyser.title}
                {analyser.program && (
                  <small>{analyser.program.allowed ? texts.fromThisLibrary : texts.fromThisLibraryAsks}</small>
                )}
              </span>
              <small>{analyser.description}</small>
            </Button>
          </li>
        ))}
      </ul>
      {data?.faults.map(({ file, message }) => (
        <p key={file} className={styles.fault}>
          {file}: {message}
        </p>
      ))}
    </>
  )
}
