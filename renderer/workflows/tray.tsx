import { UnstyledButton } from '@mantine/core'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import type { WorkflowNode } from '../../shared/workflow/graph.ts'
import { IconButton } from '../components/icon-button.tsx'
import { setView, useView } from '../state/view.ts'
import { ImageTray, TakeTray } from './content-tray.tsx'
import { RunAxis } from './run-axis.tsx'
import { RunList } from './run-list.tsx'
import { texts } from './texts.ts'
import styles from './tray.module.css'
import { useTray } from './tray-state.ts'
import type { Run } from './use-run.ts'

interface TrayProps {
  workflow: WorkflowDetails
  node: WorkflowNode | undefined
  runs: Run
  onRun: (id: string | undefined) => void
}

const tabs = [
  ['runs', texts.runs],
  ['takes', texts.takes],
  ['images', texts.images],
] as const

/** The panel below the graph: runs, or takes and images to add to nodes. */
export function Tray({ workflow, node, runs, onRun }: TrayProps) {
  const isOpen = useView((view) => view.trayOpen)
  const tab = useTray((tray) => tray.tab)
  return (
    <section
      className={styles.tray}
      data-open={isOpen || undefined}
      aria-label={tabs.find(([value]) => value === tab)?.[1]}
    >
      <div className={styles.head}>
        <div role="tablist" aria-label={texts.belowTheGraph} style={{ display: 'contents' }}>
          {tabs.map(([value, name]) => (
            <UnstyledButton
              key={value}
              role="tab"
              aria-selected={isOpen && tab === value}
              className={styles.tab}
              onClick={() => {
                useTray.setState({ tab: value })
                setView({ trayOpen: true })
              }}
            >
              {name}
            </UnstyledButton>
          ))}
        </div>
        <span className={styles.space} />
        {isOpen && tab === 'runs' && <RunAxis runs={runs} />}
        <IconButton
          icon={isOpen ? ChevronDown : ChevronUp}
          label={isOpen ? texts.hide : texts.show}
          aria-expanded={isOpen}
          onClick={() => setView({ trayOpen: !isOpen })}
        />
      </div>
      {isOpen && (
        <div className={styles.body}>
          {tab === 'takes' ? (
            <TakeTray workflow={workflow} node={node} />
          ) : tab === 'images' ? (
            <ImageTray workflow={workflow} node={node} />
          ) : runs.rows.total === 0 ? (
            <p className={styles.none}>{texts.trayText}</p>
          ) : (
            <RunList runs={runs} onRun={onRun} />
          )}
        </div>
      )}
    </section>
  )
}
