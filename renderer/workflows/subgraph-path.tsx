import { ChevronRight } from 'lucide-react'
import type { Crumb } from '../../shared/workflow/inside-subgraph.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import styles from './subgraph-path.module.css'
import { texts } from './texts.ts'

interface SubgraphPathProps {
  /** The name of the whole graph. */
  name: string
  /** The subgraph nodes that lead to the level shown, the outermost first. */
  crumbs: readonly Crumb[]
  /** Opens a level; undefined is the whole graph. */
  onOpen: (id: string | undefined) => void
}

/** Breadcrumbs to the subgraph on screen. */
export function SubgraphPath({ name, crumbs, onOpen }: SubgraphPathProps) {
  const levels = [{ id: undefined, title: name }, ...crumbs]
  return (
    <nav className={styles.path} aria-label={texts.subgraph}>
      <ol>
        {levels.map(({ id, title }, index) => (
          <li key={id ?? ''}>
            {index > 0 && <Icon of={ChevronRight} />}
            {index === levels.length - 1 ? (
              <span aria-current="page">{title}</span>
            ) : (
              <Button variant="link" onClick={() => onOpen(id)}>
                {title}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
