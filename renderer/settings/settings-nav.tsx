import { Link } from '@tanstack/react-router'
import styles from './settings-page.module.css'
import type { SettingsPart } from './settings-parts.ts'
import { texts } from './texts.ts'

/** Links to the parts of the settings, beside them if there is room. */
export function SettingsNav({ parts, current }: { parts: readonly SettingsPart[]; current: string }) {
  return (
    <nav className={styles.nav} aria-label={texts.partsOfTheSettings}>
      {parts.map(({ id, title }) => (
        <Link key={id} to="/settings" search={{}} hash={id} data-current={id === current || undefined}>
          {title}
        </Link>
      ))}
    </nav>
  )
}
