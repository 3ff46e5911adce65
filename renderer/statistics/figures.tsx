import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { CacheUse, Statistics } from '../../shared/contract/statistics.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { Button } from '../components/button.tsx'
import { DuplicatesDialog } from './duplicates-dialog.tsx'
import styles from './statistics-page.module.css'
import { texts } from './texts.ts'

/** The numbers above the charts, each with the list that it counts. */
export function Figures({ statistics: { by_source, duplicates, cache } }: { statistics: Statistics }) {
  const [isListed, setListed] = useState(false)
  const takes = by_source.reduce((sum, { count }) => sum + count, 0)
  const bytes = by_source.reduce((sum, { size_bytes }) => sum + size_bytes, 0)
  return (
    <ul className={styles.figures} aria-label={texts.totals}>
      <Figure title={texts.takes} detail={formatBytes(bytes)}>
        <Link to="/" search={{}}>
          {formatCount(takes)}
        </Link>
      </Figure>
      <Figure title={texts.duplicatesAvoidedTitle} detail={texts.notStoredAgain(formatBytes(duplicates.size_bytes))}>
        {duplicates.count === 0 ? (
          <span>0</span>
        ) : (
          <Button
            variant="link"
            aria-label={formatCount(duplicates.count, texts.duplicateAvoided, texts.duplicatesAvoided)}
            onClick={() => setListed(true)}
          >
            {formatCount(duplicates.count)}
          </Button>
        )}
      </Figure>
      <Figure title={texts.cachedAnalyses} detail={hitLine(cache.analyses)}>
        <Link to="/analyses" search={{}}>
          {formatCount(cache.analyses.results)}
        </Link>
      </Figure>
      <Figure title={texts.cachedProcessing} detail={hitLine(cache.processing)}>
        <Link to="/processing" search={{}}>
          {formatCount(cache.processing.results)}
        </Link>
      </Figure>
      {isListed && <DuplicatesDialog total={duplicates.count} onClose={() => setListed(false)} />}
    </ul>
  )
}

function Figure({ title, detail, children }: { title: string; detail: string; children: ReactNode }) {
  return (
    <li className={styles.figure}>
      <h2>{title}</h2>
      {children}
      <small>{detail}</small>
    </li>
  )
}

/** Returns how often jobs found a result instead of making it: `38 of 50 requests from the cache (76 %)`. */
function hitLine({ made, cached }: CacheUse): string {
  const asked = made + cached
  if (asked === 0) return texts.notUsedYet
  return texts.hitLineText(formatCount(cached), formatCount(asked), Math.round((cached / asked) * 100))
}
