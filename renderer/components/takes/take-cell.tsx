import { FileVideo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { fileName } from '../file-name.ts'
import { Icon } from '../icon.tsx'
import { Poster } from '../pictures/poster.tsx'
import styles from './take-cell.module.css'

interface TakeCellProps {
  path: string
  /** Hash of the content, with or without its algorithm. */
  hash: string
  videoId: string | null
  name: string | null
  /** Second line, below the name. */
  words?: ReactNode
}

/** A file in a table: the poster and name of its take, else the file name. */
export function TakeCell({ path, hash, videoId, name, words }: TakeCellProps) {
  const fileHash = hash.slice(hash.indexOf(':') + 1)
  return (
    <>
      <span className={styles.thumb}>
        {videoId ? (
          <Poster video={{ id: videoId, file_hash: fileHash, codec: null, missing_since: null }} small />
        ) : (
          <span className={styles.none}>
            <Icon of={FileVideo2} size={12} />
          </span>
        )}
      </span>
      <span className={styles.words}>
        <span className={styles.name} title={path}>
          {name ?? fileName(path)}
        </span>
        {words && <small>{words}</small>}
      </span>
    </>
  )
}
