import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { Lineage, LineageNode, LinkDecision } from '../../shared/contract/lineage.ts'
import { api } from '../client.ts'
import { isNotFound } from '../components/error-message.ts'
import { ErrorState } from '../components/error-state.tsx'
import { type LibrarySearch, libraryPart } from '../components/takes/library-search.ts'
import { type LineageStart, useOpenLineage } from '../components/takes/open-lineage.ts'
import { VideoProblem } from '../components/takes/video-problem.tsx'
import { useKeys } from '../components/use-keys.ts'
import { decideLikely } from './likely-links.ts'
import { LineageGraph } from './lineage-graph.tsx'
import { LineageHeader } from './lineage-header.tsx'
import { LineageInspector } from './lineage-inspector.tsx'
import { lineageKeys } from './lineage-keys.ts'
import { countLabel, leftOutLabel } from './lineage-labels.ts'
import styles from './lineage-page.module.css'
import { stepsOf, useLineageView } from './lineage-search.ts'
import { NoLineage } from './no-lineage.tsx'
import { texts } from './texts.ts'

/** The page of the lineage of a take or an image, as a graph. */
export function LineagePage() {
  const view = useLineageView()
  const { depth, direction } = view
  const input = { ...view.start, depth: stepsOf(depth), direction }
  const query = useQuery({ ...api.lineage.get.queryOptions({ input }), placeholderData: keepPreviousData })
  // If the take was removed elsewhere, the loaded lineage is outdated; after any other error the graph stays on screen.
  const lineage = isNotFound(query.error) ? undefined : query.data
  const shownKey = useKeyOfShown(JSON.stringify(input), query.isPlaceholderData)
  const [selected, select] = useState<string>()
  const node = lineage?.nodes.find(({ id }) => id === selected)
  const { open, back, centre } = useLineageMoves(view.start)
  const decide = (decision: LinkDecision) => decideLikely(lineage?.edges ?? [], node?.id ?? lineage?.start, decision)
  useKeys(lineageKeys, { view, back, centre: () => node && centre(node), decide })
  const leftOut = lineage && leftOutLabel(lineage)
  const start = lineage?.nodes.find(({ id }) => id === lineage.start)
  return (
    <article aria-label={texts.lineage} aria-busy={query.isFetching}>
      <LineageHeader
        name={start?.name}
        words={lineage?.edges.length ? countLabel(lineage) : ''}
        view={view}
        onBack={back}
      />
      {leftOut && (
        <p className={styles.leftOut} role="status">
          {leftOut}
        </p>
      )}
      <div className={styles.stage}>
        {!lineage && query.error ? (
          <Problem start={view.start} error={query.error} onRetry={() => void query.refetch()} onBack={back} />
        ) : !lineage ? (
          <div className={styles.waiting} role="status" aria-label={texts.loading} />
        ) : lineage.edges.length === 0 ? (
          <NoLineage direction={direction} onBoth={() => view.change({ direction: 'both' })} />
        ) : (
          <LineageGraph
            key={shownKey}
            lineage={lineage}
            selected={node?.id}
            onSelect={select}
            onOpen={(id) => open(nodeOf(lineage, id))}
          />
        )}
      </div>
      {lineage && start && (
        <LineageInspector lineage={lineage} node={node ?? start} onSelect={select} onOpen={open} onCentre={centre} />
      )}
    </article>
  )
}

function nodeOf({ nodes }: Lineage, id: string): LineageNode | undefined {
  return nodes.find((node) => node.id === id)
}

/**
 * Returns the key of the graph on screen. A new key scrolls to the start of another lineage; a lineage that has only
 * changed keeps its key and so its scroll position.
 */
function useKeyOfShown(key: string, isPlaceholder: boolean): string {
  const [shown, setShown] = useState(key)
  if (!isPlaceholder && shown !== key) setShown(key)
  return isPlaceholder ? shown : key
}

/** Returns the navigation from a lineage. */
function useLineageMoves(start: LineageStart) {
  const navigate = useNavigate()
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  const openLineage = useOpenLineage()
  const toTake = (id: string) =>
    void navigate({ to: '/videos/$id', params: { id }, search: (now: LibrarySearch) => libraryPart(now) })
  return {
    open: (node: LineageNode | undefined) => {
      if (node?.video_id) toTake(node.video_id)
      else if (node?.image_id) void navigate({ to: '/images', search: { image: node.image_id } })
    },
    back: () => {
      if (canGoBack) history.back()
      else if ('video_id' in start) toTake(start.video_id)
      else void navigate({ to: '/images', search: {} })
    },
    centre: (node: LineageNode) => {
      if (node.video_id) openLineage({ video_id: node.video_id })
      else if (node.image_id && node.file_hash) openLineage({ file_hash: node.file_hash })
    },
  }
}

interface ProblemProps {
  start: LineageStart
  error: Error
  onRetry: () => void
  onBack: () => void
}

function Problem({ start, error, onRetry, onBack }: ProblemProps) {
  if (isNotFound(error) && 'video_id' in start) return <VideoProblem error={error} onRetry={onRetry} onBack={onBack} />
  return <ErrorState title={texts.couldntLoadTheLineage} error={error} onRetry={onRetry} />
}
