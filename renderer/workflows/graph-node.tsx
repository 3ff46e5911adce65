import type { NodeProps } from '@xyflow/react'
import { type DragEvent, memo, use, useState } from 'react'
import { formatDuration } from '../../shared/units.ts'
import { StateDot } from '../components/executions/execution-state.tsx'
import { elementIdOf } from '../components/graph/graph-canvas.tsx'
import styles from '../components/graph/graph-node.module.css'
import { HandleDots } from '../components/graph/handle-dots.tsx'
import { DetailContext, TextScaleContext } from '../components/graph/level-of-detail.ts'
import { labelSize, NodeLabel } from '../components/graph/node-label.tsx'
import { PlayingPoster } from '../components/pictures/playing-poster.tsx'
import { carriesContents } from '../components/takes/take-drag.ts'
import { type GraphNode, type NodeFace, spokenNode, wordsIn } from './graph-elements.ts'
import { NodeImage } from './node-images.tsx'
import { kindOf, settingsOf, textOf, titleOf } from './node-labels.ts'
import { RoleDrops } from './role-drops.tsx'
import { useDropOnNode } from './use-drop-on-node.ts'

/** A node of the graph: its state in the run, its title, and its newest output. */
export const GraphNodeView = memo(function GraphNodeView({ data, selected }: NodeProps<GraphNode>) {
  const { node, state, handles, size, isOnPath } = data
  const drop = useDropOnNode()
  const detail = use(DetailContext)
  const { isOver, ...over } = useTakesOver()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div
      id={elementIdOf(node.id)}
      role="group"
      aria-label={spokenNode(data)}
      aria-current={selected || undefined}
      className={styles.node}
      data-selected={selected || undefined}
      data-state={state}
      data-mode={node.mode}
      data-kind={kindOf(node) ?? undefined}
      data-on-path={isOnPath || undefined}
      data-far={detail === 'title' || undefined}
      data-coloured={node.colour !== undefined || undefined}
      style={{ ...labelSize(size), ...(node.colour && { '--node-colour': node.colour }) }}
      {...over}
    >
      {detail === 'title' ? <NodeLabel>{titleOf(node)}</NodeLabel> : kindOf(node) !== 'reroute' && <Face {...data} />}
      <HandleDots handles={handles} />
      {isOver && <RoleDrops onDrop={(role, contents) => drop(node, role, contents)} />}
    </div>
  )
})

function Face(face: NodeFace) {
  const { node, state, output, image } = face
  return (
    <>
      <div className={styles.title} title={titleOf(node)}>
        {state !== 'none' && <StateDot state={state} />}
        <b>{titleOf(node)}</b>
        {node.mode !== 'active' && <small>{node.mode}</small>}
      </div>
      {output ? (
        <>
          <div className={styles.picture}>
            <PlayingPoster video={{ id: output.video_id, file_hash: output.file_hash }} />
          </div>
          <div className={styles.caption} title={output.name}>
            {output.name} · {formatDuration(output.duration_seconds)}
          </div>
        </>
      ) : image ? (
        <>
          <div className={styles.picture}>
            <NodeImage image={image} />
          </div>
          <div className={styles.caption} title={image.name}>
            {image.name}
          </div>
        </>
      ) : (
        <Values {...face} />
      )}
    </>
  )
}

/** Pixels of a node that its values cannot use: its title and its padding, as the style sheet has them. */
const titleRoom = 36
const lineRoom = 17
const rowRoom = 20

/** The values of a node by name as far as there is room; far out, the main ones in a few words. */
function Values(face: NodeFace) {
  const { node, state, size } = face
  const words = wordsIn(face)
  const detail = use(DetailContext)
  const scale = use(TextScaleContext)
  if (words === '') return null
  const room = size.height - titleRoom * scale - 8
  if (detail === 'main' || state === 'failed' || kindOf(node) === 'note') {
    const lines = Math.floor(room / (lineRoom * scale))
    return (
      lines > 0 && (
        <p className={styles.words} title={words} style={{ WebkitLineClamp: lines }}>
          {words}
        </p>
      )
    )
  }
  const text = textOf(node)
  const settings = settingsOf(node)
  const textLines =
    text === '' ? 0 : Math.max(0, Math.floor((room - settings.length * rowRoom * scale) / (lineRoom * scale)))
  const shownLines = text === '' ? 0 : Math.max(1, textLines)
  const rows = Math.max(0, Math.floor((room - Math.min(shownLines, 3) * lineRoom * scale) / (rowRoom * scale)))
  return (
    <>
      {shownLines > 0 && (
        <p className={styles.words} title={text} style={{ WebkitLineClamp: Math.min(shownLines, 12) }}>
          {text}
        </p>
      )}
      <dl className={styles.values}>
        {settings.slice(0, rows).map(([name, value]) => (
          <div key={name} title={`${name}: ${value}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Returns whether takes are dragged over an element, and the handlers that track it. */
function useTakesOver() {
  const [isOver, setOver] = useState(false)
  return {
    isOver,
    onDragEnter: (event: DragEvent) => carriesContents(event) && setOver(true),
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Element | null)) setOver(false)
    },
    onDrop: () => setOver(false),
  }
}
