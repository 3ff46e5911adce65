import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import type { AssociatedVideo, Role } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { PosterLink } from '../components/poster-link.tsx'
import { Section } from '../components/section.tsx'
import { startTakeDrag } from '../components/take-drag.ts'
import { useOpenTake } from '../library/filter.ts'
import styles from './associated-takes.module.css'
import { dissociateTake } from './association-actions.ts'

/** So many have room; the library shows the others. */
const most = 24

interface AssociatedTakesProps {
  title: string
  /** All takes of the node, newest first. */
  of: readonly AssociatedVideo[]
  as: Role
}

/** The takes of a node in one role. They can be opened, dragged to another node, and taken off this one. */
export function AssociatedTakes({ title, of, as }: AssociatedTakesProps) {
  const open = useOpenTake()
  const takes = of.filter(({ role }) => role === as)
  const [first] = takes
  if (!first) return null
  return (
    <Section title={title}>
      <ul className={styles.grid}>
        {takes.slice(0, most).map((take) => (
          <li key={take.video_id}>
            <PosterLink
              video={{ id: take.video_id, file_hash: take.file_hash }}
              label={take.name}
              onOpen={() => open(take.video_id)}
              draggable
              onDragStart={(event) => startTakeDrag(event, [take.video_id])}
              onKeyDown={(event) => {
                if (event.key !== 'Delete') return
                event.stopPropagation()
                void dissociateTake(take)
              }}
            />
            <button
              type="button"
              className={styles.off}
              aria-label={`Take ${take.name} off this node`}
              title="Take it off this node (Del)"
              onClick={() => void dissociateTake(take)}
            >
              <Icon of={X} size={13} />
            </button>
          </li>
        ))}
      </ul>
      {takes.length > most && (
        <Link
          to="/"
          search={{ workflow_id: first.workflow_id, node_type: first.node_type, role: as }}
          className={styles.all}
        >
          All {formatCount(takes.length)} in the library
        </Link>
      )}
    </Section>
  )
}
