import { Popover } from '@mantine/core'
import { ChevronDown, ChevronLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Analyser } from '../../shared/contract/analysers.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import styles from './analyse-menu.module.css'
import { ConfigForm } from './config-form.tsx'
import { useAnalyserList } from './use-lanes.ts'

/** What can be found out about takes, and with which settings. */
export function AnalyseMenu({ videoIds }: { videoIds: readonly string[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const [chosen, setChosen] = useState<Analyser | null>(null)
  const change = (open: boolean) => {
    setIsOpen(open)
    setChosen(null)
  }
  return (
    <Popover opened={isOpen} onChange={change} position="top-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={blank.button}
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          onClick={() => change(!isOpen)}
        >
          Analyse
          <Icon of={ChevronDown} size={14} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Analyse" className={styles.drop}>
        {chosen ? (
          <>
            <button type="button" className={styles.back} onClick={() => setChosen(null)}>
              <Icon of={ChevronLeft} size={14} />
              Analysers
            </button>
            <ConfigForm analyser={chosen} videoIds={videoIds} onStarted={() => change(false)} />
          </>
        ) : (
          <Choices onChoose={setChosen} />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Choices({ onChoose }: { onChoose: (analyser: Analyser) => void }) {
  const { data, error } = useAnalyserList()
  const list = useRef<HTMLUListElement>(null)
  const isThere = data !== undefined
  // The list may come in only now, or somebody came back to it: the keys go on here.
  useEffect(() => {
    if (isThere) list.current?.querySelector('button')?.focus()
  }, [isThere])
  if (error) return <p className={styles.note}>{errorWords(error)}</p>
  return (
    <>
      <ul ref={list} className={styles.choices}>
        {data?.items.map((analyser) => (
          <li key={analyser.name}>
            <button type="button" className={styles.choice} onClick={() => onChoose(analyser)}>
              <span>
                {analyser.title}
                {!analyser.builtin && <small> from this library</small>}
              </span>
              <small>{analyser.description}</small>
            </button>
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
