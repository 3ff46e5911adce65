import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { Fragment } from 'react'
import type { AssociatedVideo, Role } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { IconButton } from '../components/icon-button.tsx'
import { PosterGrid } from '../components/pictures/poster-grid.tsx'
import { PosterLink } from '../components/pictures/poster-link.tsx'
import { Section } from '../components/section.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import { startTakeDrag } from '../components/takes/take-drag.ts'
import styles from './associated-takes.module.css'
import { dissociate } from './association-actions.ts'
import { texts } from './texts.ts'

/** Number of takes shown here; the library lists all. */
const most = 24

interface AssociatedTakesProps {
  title: string
  /** All takes of the node, newest first. */
  of: readonly AssociatedVideo[]
  as: Role
}

/** The takes of a node in one role. They can be opened, dragged to another node, and removed from this one. */
export function AssociatedTakes({ title, of, as }: AssociatedTakesProps) {
  const open = useOpenTake()
  const takes = of.filter(({ role }) => role === as)
  const [first] = takes
  if (!first) return null
  return (
    <Section title={title}>
      <PosterGrid>
        {takes.slice(0, most).map((take) => (
          <Fragment key={take.video_id}>
            <PosterLink
              video={{ id: take.video_id, file_hash: take.file_hash }}
              label={take.name}
              onOpen={() => open(take.video_id)}
              draggable
              onDragStart={(event) => startTakeDrag(event, [take.video_id])}
              onKeyDown={(event) => {
                if (event.key !== 'Delete') return
                event.stopPropagation()
                void dissociate(take)
              }}
            />
            <IconButton
              size="small"
              icon={X}
              className={styles.off}
              label={texts.takeOffThisNode(take.name)}
              shortcut="Del"
              onClick={() => void dissociate(take)}
            />
          </Fragment>
        ))}
      </PosterGrid>
      {takes.length > most && (
        <Link to="/" search={{ workflow_id: first.workflow_id, node_type: first.node_type, role: as }}>
          {texts.allInTheLibrary(formatCount(takes.length))}
        </Link>
      )}
    </Section>
  )
}
