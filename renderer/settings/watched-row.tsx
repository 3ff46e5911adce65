import { Eye, Pause, Play, Trash2, Unplug } from 'lucide-react'
import type { WatchedFolder } from '../../shared/contract/watched.ts'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'
import { pauseWatched, removeWatched } from './watched-actions.ts'

/** A watched folder: its path, its state and its buttons. */
export function WatchedRow({ folder }: { folder: WatchedFolder }) {
  const { path, is_paused } = folder
  const { icon, words } = stateOf(folder)
  const name = path.split(/[\\/]/).findLast(Boolean) ?? path
  return (
    <li className={styles.folder} data-off={is_paused || folder.is_offline || undefined}>
      <Icon of={icon} size={16} />
      <span className={styles.words}>
        <span>{name}</span>
        <small title={path}>{path}</small>
      </span>
      <span className={styles.state}>{words}</span>
      <IconButton
        icon={is_paused ? Play : Pause}
        label={is_paused ? texts.resumeWatching(name) : texts.pause(name)}
        onClick={() => void pauseWatched(path, !is_paused)}
      />
      <IconButton icon={Trash2} label={texts.stopWatching(name)} onClick={() => void removeWatched(path)} />
    </li>
  )
}

function stateOf({ is_paused, is_offline }: WatchedFolder) {
  if (is_paused) return { icon: Pause, words: texts.paused }
  return is_offline ? { icon: Unplug, words: texts.offlineOrEmpty } : { icon: Eye, words: texts.watched }
}
