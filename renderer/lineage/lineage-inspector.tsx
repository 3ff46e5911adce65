import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Lineage, LineageEdge, LineageNode } from '../../shared/contract/lineage.ts'
import { formatCount, formatDuration } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { FactList } from '../components/fact-list.tsx'
import { Decision } from '../components/generation/embedded-inputs.tsx'
import { Prompt } from '../components/generation/prompt.tsx'
import { Inspector } from '../components/inspector.tsx'
import { shortHash } from '../components/lanes/lane-labels.ts'
import { Buttons, Hint, Panel, Preview } from '../components/panel.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { PlayingPoster } from '../components/pictures/playing-poster.tsx'
import { Section } from '../components/section.tsx'
import { isLikely, linkOf } from './likely-links.ts'
import { evidenceOf, makerName, stateOf } from './lineage-labels.ts'
import styles from './lineage-page.module.css'
import { texts } from './texts.ts'

/** Number of neighbours listed; a take can have thousands. */
const mostShown = 40

interface LineageInspectorProps {
  lineage: Lineage
  /** The selected node, else the start. */
  node: LineageNode
  onSelect: (id: string) => void
  onOpen: (node: LineageNode) => void
  onCentre: (node: LineageNode) => void
}

/** The inspector of a lineage: a content, what made it, its sources and its results. */
export function LineageInspector({ lineage, node, onSelect, onOpen, onCentre }: LineageInspectorProps) {
  const { id, name, video_id, image_id, file_hash, duration_seconds, missing_since, goes_on } = node
  const made = lineage.edges.filter((edge) => edge.to === id && !isLikely(edge))
  const used = lineage.edges.filter((edge) => edge.from === id && !isLikely(edge))
  const ends = { nodes: lineage.nodes, onSelect }
  return (
    <Inspector>
      <Panel title={name}>
        {video_id !== null && file_hash !== null && (
          <>
            <Preview ratio={16 / 9}>
              <PlayingPoster video={{ id: video_id, file_hash }} />
            </Preview>
            <Buttons>
              <Button title={texts.openTheTakeEnter} onClick={() => onOpen(node)}>
                {texts.openTheTake}
              </Button>
              <StartFromHere {...{ lineage, node, onCentre }} />
            </Buttons>
          </>
        )}
        {video_id === null && image_id !== null && file_hash !== null && (
          <>
            <Preview ratio={16 / 9}>
              <ImagePicture image={{ id: image_id, file_hash, missing_since }} />
            </Preview>
            <Buttons>
              <Button title={texts.openTheImageEnter} onClick={() => onOpen(node)}>
                {texts.openTheImage}
              </Button>
              <StartFromHere {...{ lineage, node, onCentre }} />
            </Buttons>
          </>
        )}
        {made.length > 0 && (
          <Section title={texts.madeBy}>
            <Makers edges={made} />
          </Section>
        )}
        <PromptOf fileHash={file_hash} />
        <Ends title={texts.madeFrom} ids={made.map(({ from }) => from)} {...ends} />
        <Ends title={texts.madeInto} ids={used.map(({ to }) => to)} {...ends} />
        <LikelyEnds
          title={texts.likelyMadeFrom}
          edges={lineage.edges.filter(({ to }) => to === id)}
          side="from"
          {...ends}
        />
        <LikelyEnds
          title={texts.likelyMadeInto}
          edges={lineage.edges.filter(({ from }) => from === id)}
          side="to"
          {...ends}
        />
        {goes_on && <Hint>{texts.lineageInspectorHint}</Hint>}
        <FactList facts={factsOf(node, duration_seconds, file_hash)} />
      </Panel>
    </Inspector>
  )
}

function StartFromHere({ lineage, node, onCentre }: Pick<LineageInspectorProps, 'lineage' | 'node' | 'onCentre'>) {
  if (node.id === lineage.start) return null
  return <Button onClick={() => onCentre(node)}>{texts.startFromHere}</Button>
}

function factsOf(node: LineageNode, duration: number | null, hash: string | null) {
  const state = stateOf(node)
  return [
    ...(state === null ? [] : [[texts.state, state] as const]),
    ...(duration === null ? [] : [[texts.duration, formatDuration(duration)] as const]),
    ...(hash === null ? [] : [[texts.content, shortHash(hash.includes(':') ? hash : `sha256:${hash}`)] as const]),
  ]
}

/** Lists what made a content, each maker once, with the evidence. */
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
      {unique.length > mostShown && <li>{texts.andMore(formatCount(unique.length - mostShown))}</li>}
    </ul>
  )
}

/** The prompt of a content, as part of the history of what was made from it. */
function PromptOf({ fileHash }: { fileHash: string | null }) {
  const input = { file_hash: fileHash ?? '' }
  const { data } = useQuery({ ...api.generations.ofContent.queryOptions({ input }), enabled: fileHash !== null })
  return data?.prompt ? <Prompt>{data.prompt}</Prompt> : null
}

interface LikelyEndsProps extends Omit<EndsProps, 'ids'> {
  edges: readonly LineageEdge[]
  side: 'from' | 'to'
}

/** Lists contents that are only likely linked, each with buttons to confirm or reject the link. */
function LikelyEnds({ title, edges, side, nodes, onSelect }: LikelyEndsProps) {
  const likely = edges.filter(isLikely).slice(0, mostShown)
  if (likely.length === 0) return null
  return (
    <Section title={title}>
      <ul className={styles.likely}>
        {likely.map((edge) => (
          <li key={edge.id}>
            <Button variant="row" onClick={() => onSelect(edge[side])}>
              {nodes.find((node) => node.id === edge[side])?.name}
            </Button>
            <small>{evidenceOf(edge)}</small>
            <Decision link={linkOf(edge)} />
          </li>
        ))}
      </ul>
      <Hint>
        <kbd>Y</kbd> {texts.confirmsAnd} <kbd>N</kbd> {texts.likelyEndsHint}
      </Hint>
    </Section>
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
      <ul className={styles.ends}>
        {ends.slice(0, mostShown).map(({ id, name }) => (
          <li key={id}>
            <Button variant="row" onClick={() => onSelect(id)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      {ends.length > mostShown && <Hint>{texts.andMore(formatCount(ends.length - mostShown))}</Hint>}
    </Section>
  )
}
