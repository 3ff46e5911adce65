import { FileVideo2, Image as Picture } from 'lucide-react'
import type { Copied, CopyRole } from '../../shared/contract/duplicates.ts'
import { hasImageExtension } from '../../shared/image-files.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { Button } from '../components/button.tsx'
import { fileName } from '../components/file-name.ts'
import { Icon } from '../components/icon.tsx'
import { PosterLink } from '../components/pictures/poster-link.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import styles from './copies.module.css'
import { trashCopies } from './copy-actions.ts'
import { texts } from './texts.ts'

/** Why a location can neither replace the other copies nor be moved to the trash. */
const roleLabels: Partial<Record<CopyRole, string>> = {
  same_file: texts.sameFileSecondName,
  link: texts.symbolicLink,
  changed: texts.changedSinceTheScan,
  gone: 'gone',
  offline: 'offline',
}

interface CopyGroupProps {
  copied: Copied
  /** Paths to move to the trash. */
  toTrash: ReadonlySet<string>
  onChange: (toTrash: ReadonlySet<string>) => void
}

/** Returns the paths to move to the trash by default: all but the one to keep. */
export function defaultToTrash({ locations }: Copied): ReadonlySet<string> {
  return new Set(locations.flatMap(({ path, role }) => (role === 'copy' ? [path] : [])))
}

/** A content with its locations, each with a checkbox to keep it. */
export function CopyGroup({ copied, toTrash, onChange }: CopyGroupProps) {
  const { name, size_bytes, video, locations, file_hash } = copied
  const open = useOpenTake()
  const choices = locations.filter(({ role }) => role === 'keep' || role === 'copy')
  const isClear = toTrash.size > 0 && toTrash.size < choices.length
  const toggle = (path: string) => {
    const next = new Set(toTrash)
    if (!next.delete(path)) next.add(path)
    onChange(next)
  }
  return (
    <>
      <span className={styles.poster}>
        {video ? (
          <PosterLink video={video} label={texts.open(video.name)} onOpen={() => open(video.id)} />
        ) : (
          <span className={styles.none}>
            <Icon of={hasImageExtension(locations[0]?.path ?? '') ? Picture : FileVideo2} size={18} />
          </span>
        )}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row */}
      <div role="group" aria-label={name} className={styles.places}>
        <div className={styles.head}>
          <strong title={name}>{name}</strong>
          <small>
            {formatBytes(size_bytes)} {texts.each} {formatCount(locations.length, 'location')}
            {!video && texts.notInTheLibrary}
          </small>
        </div>
        {locations.map(({ path, role }) => (
          <label key={path} className={styles.place} data-goes={toTrash.has(path) || undefined}>
            <input
              type="checkbox"
              checked={!toTrash.has(path)}
              disabled={role !== 'keep' && role !== 'copy'}
              onChange={() => toggle(path)}
              name={texts.stays(file_hash)}
              aria-label={texts.keepPath(path)}
            />
            <span className={styles.path}>
              {path.slice(0, -fileName(path).length)}
              <span>{fileName(path)}</span>
            </span>
            {path === video?.file_path && <small>{texts.plays}</small>}
            {roleLabels[role] && <small>{roleLabels[role]}</small>}
          </label>
        ))}
      </div>
      <Button
        disabled={!isClear}
        title={toTrash.size >= choices.length && toTrash.size > 0 ? texts.atLeastOneCopy : undefined}
        onClick={() => void trashCopies([...toTrash])}
      >
        {texts.moveCopiesToTrash(formatCount(toTrash.size, 'copy', 'copies'))}
      </Button>
    </>
  )
}
