import { Link } from '@tanstack/react-router'
import type { Lineage, LineageEdge, LineageNode } from '../../shared/contract/lineage.ts'
import { formatCount, formatDuration } from '../../shared/units.ts'
import blank from '../components/blank.module.css'
import { FactList } from '../components/fact-list.tsx'
import { ImagePicture } from '../components/image-picture.tsx'
import { PlayingPoster } from '../components/playing-poster.tsx'
import { Section } from '../components/section.tsx'
import { shortHash } from '../lanes/lane-words.ts'
import column from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'
import links from '../workflows/workflow-inspector.module.css'
import styles from './lineage-page.module.css'
import { evidenceOf, makerName, stateOf } from './lineage-words.ts'

/** A take may have gone into thousands; people look at the first. */
const mostShown = 40

interface LineageInspectorProps {
  lineage: Lineage
  /** The one that is looked at. */
  node: LineageNode
  onSelect: (id: string) => void
  onOpen: (node: LineageNode) => void
  onCentre: (node: LineageNode) => void
}

/** The right column: about one content, what made it, and what is next to it. */
export function LineageInspector({ lineage, node, onSelect, onOpen, onCentre }: LineageInspectorProps) {
  const { id, name, video_id, image_id, file_hash, duration_seconds, missing_since, goes_on } = node
  const made = lineage.edges.filter(({ to }) => to === id)
  const used = lineage.edges.filter(({ from }) => from === id)
  const ends = { nodes: lineage.nodes, onSelect }
  return (
    <Inspector>
      <div className={column.column}>
        <h2 className={column.title}>{name}</h2>
        {video_id !== null && file_hash !== null && (
          <>
            <div className={styles.preview}>
              <PlayingPoster video={{ id: video_id, file_hash }} />
            </div>
            <div className={column.buttons}>
              <button type="button" className={blank.button} title="Open the take (Enter)" onClick={() => onOpen(node)}>
                Open the take
              </button>
              {id !== lineage.start && (
                <button
                  type="button"
                  className={blank.button}
                  title="Start from here (C)"
                  onClick={() => onCentre(node)}
                >
                  Start from here
                </button>
              )}
            </div>
          </>
        )}
        {video_id === null && image_id !== null && file_hash !== null && (
          <>
            <div className={styles.preview}>
              <ImagePicture image={{ id: image_id, file_hash, missing_since }} />
            </div>
            <div className={column.buttons}>
              <button
                type="button"
                className={blank.button}
                title="Open the image (Enter)"
                onClick={() => onOpen(node)}
              >
                Open the image
              </button>
            </div>
          </>
        )}
        {made.length > 0 && (
          <Section title="Made by">
            <Makers edges={made} />
          </Section>
        )}
        <Ends title="Made from" ids={made.map(({ from }) => from)} {...ends} />
        <Ends title="Made into" ids={used.map(({ to }) => to)} {...ends} />
        {goes_on && <p className={column.hint}>More is known beyond it. Follow more steps, or start from here.</p>}
        <FactList facts={factsOf(node, duration_seconds, file_hash)} />
      </div>
    </Inspector>
  )
}

function factsOf(node: LineageNode, duration: number | null, hash: string | null) {
  const state = stateOf(node)
  return [
    ...(state === null ? [] : [['State', state] as const]),
    ...(duration === null ? [] : [['Duration', formatDuration(duration)] as const]),
    ...(hash === null ? [] : [['Content', shortHash(hash.includes(':') ? hash : `sha256:${hash}`)] as const]),
  ]
}

/** Each maker once, with how it is known. */
function Makers({ edges }: { edges: readonly LineageEdge[] }) {
  const unique = [
    ...new Map(edges.map((edge) => [`${makerName(edge)} ${evidenceOf(edge)} ${edge.job_id}`, edge])).values(),
  ]
  return (
    <ul className={styles.makers}>
      {unique.slice(0, mostShown).map((edge) => (
        <li key={edge.id}>
          {edge.workflow_id === null ? (
            makerName(edge)
          ) : (
            <Link
              to="/workflows/$id"
              params={{ id: edge.workflow_id }}
              search={{ node: edge.node_id ?? undefined, run: edge.execution_id ?? undefined }}
            >
              {makerName(edge)}
            </Link>
          )}
          <small>{evidenceOf(edge)}</small>
        </li>
      ))}
      {unique.length > mostShown && <li>and {formatCount(unique.length - mostShown)} more</li>}
    </ul>
  )
}

interface EndsProps {
  title: string
  ids: readonly string[]
  nodes: readonly LineageNode[]
  onSelect: (id: string) => void
}

function Ends({ title, ids, nodes, onSelect }: EndsProps) {
  const unique = new Set(ids)
  const ends = nodes.filter(({ id }) => unique.has(id))
  if (ends.length === 0) return null
  return (
    <Section title={title}>
      <ul className={links.links}>
        {ends.slice(0, mostShown).map(({ id, name }) => (
          <li key={id}>
            <button type="button" className={links.link} onClick={() => onSelect(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      {ends.length > mostShown && <p className={links.hint}>and {formatCount(ends.length - mostShown)} more</p>}
    </Section>
  )
}
