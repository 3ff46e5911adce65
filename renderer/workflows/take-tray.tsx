import { SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { type Role, roles, type WorkflowDetails } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import type { WorkflowNode } from '../../shared/workflow/graph.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { useRowSelection } from '../components/table/use-row-selection.ts'
import { useRows } from '../components/table/use-rows.ts'
import { associateTakes } from './association-actions.ts'
import { titleOf } from './node-labels.ts'
import { TakeStrip } from './take-strip.tsx'
import styles from './take-tray.module.css'
import tray from './tray.module.css'
import { takeSearchId, useTray } from './tray-state.ts'

const keyOf = ({ id }: Video) => id
const mostKeys = 10_000

/** The takes of the library to add to nodes: drag them to a node, or select a node and press Enter. */
export function TakeTray({ workflow, node }: { workflow: WorkflowDetails; node: WorkflowNode | undefined }) {
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 160)
  const role = useTray((state) => state.role)
  const [range, setRange] = useState({ first: 0, end: 0 })
  const filter = search ? { search } : {}
  const rows = useRows<Video>(
    (offset, limit) => api.videos.list.queryOptions({ input: { ...filter, offset, limit, count: offset === 0 } }),
    range,
  )
  const { selection, ...choose } = useRowSelection({
    rows,
    keyOf,
    readKeys: () => client.videos.ids({ ...filter, limit: mostKeys }),
    listId: search,
  })
  const add = async () => {
    if (!node || selection.keys.size === 0) return
    const place = { workflowId: workflow.id, nodeId: node.id, nodeName: titleOf(node), role }
    await associateTakes(place, [...selection.keys], workflow.videos)
    choose.clear()
  }
  return (
    <>
      <div className={styles.bar}>
        <input
          id={takeSearchId}
          type="text"
          aria-label="Search takes to add"
          placeholder="Search takes"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Add as"
          value={role}
          onChange={(value) => useTray.setState({ role: value as Role })}
          data={[...roles]}
        />
        <span className={styles.words}>
          {node ? `Drag takes onto nodes, or press Enter to add them to ${titleOf(node)}` : 'Drag takes onto nodes'}
        </span>
        {node && selection.keys.size > 0 && (
          <Button variant="primary" onClick={() => void add()}>
            Add {formatCount(selection.keys.size, 'take')}
          </Button>
        )}
      </div>
      {rows.total === 0 ? (
        <p className={tray.none}>{search ? 'No matching takes.' : 'The library has no takes yet.'}</p>
      ) : (
        <TakeStrip
          key={search}
          rows={rows}
          selection={selection}
          {...choose}
          roleOf={(id) => roleOn(workflow, node, id)}
          onAdd={() => void add()}
          onRange={(first, end) => setRange({ first, end })}
        />
      )}
    </>
  )
}

/** Returns the role that a take already has at the node; null if it has none. */
function roleOn(workflow: WorkflowDetails, node: WorkflowNode | undefined, videoId: string): string | null {
  return workflow.videos.find((one) => one.video_id === videoId && one.node_id === node?.id)?.role ?? null
}
