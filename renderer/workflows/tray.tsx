import { UnstyledButton } from '@mantine/core'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import type { WorkflowNode } from '../../shared/workflow/graph.ts'
import { IconButton } from '../components/icon-button.tsx'
import { setView, useView } from '../state/view.ts'
import { ImageTray, TakeTray } from './content-tray.tsx'
import { RunAxis } from './run-axis.tsx'
import { RunList } from './run-list.tsx'
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
  ['runs', 'Runs'],
  ['takes', 'Takes'],
  ['images', 'Images'],
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
        <div role="tablist" aria-label="Below the graph" style={{ display: 'contents' }}>
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
          label={isOpen ? 'Hide' : 'Show'}
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
            <p className={styles.none}>
              No runs yet. Log runs with “rushes executions start”, the HTTP API or the Media Manager.
            </p>
          ) : (
            <RunList runs={runs} onRun={onRun} />
          )}
        </div>
      )}
    </section>
  )
}
