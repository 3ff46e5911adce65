import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { type ComponentType, useEffect, useState } from 'react'
import { api } from '../client.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { Inspector } from '../components/inspector.tsx'
import { LibraryFacts } from '../components/library-facts.tsx'
import { TextFilter, Toolbar } from '../components/toolbar.tsx'
import { About, Privacy } from './about.tsx'
import { Analysers } from './analysers.tsx'
import { Backups } from './backups.tsx'
import { FileVerification } from './file-verification.tsx'
import { Keyboard } from './keyboard.tsx'
import { Library } from './library.tsx'
import { ObjectStorage } from './object-storage.tsx'
import { Policies } from './policies.tsx'
import { Appearance, Importing, Playback } from './preferences.tsx'
import { Previews } from './previews.tsx'
import { RelinkFolder } from './relink-folder.tsx'
import { SettingsFile } from './settings-file.tsx'
import { SettingsNav } from './settings-nav.tsx'
import styles from './settings-page.module.css'
import { findParts, type settingsParts } from './settings-parts.ts'
import { Sharing } from './sharing.tsx'
import { Tags } from './tags.tsx'
import { texts } from './texts.ts'
import { Tokens } from './tokens.tsx'
import { Tools } from './tools.tsx'
import { TrashLimits } from './trash-limits.tsx'
import { WatchedFolders } from './watched-folders.tsx'
import { Webhooks } from './webhooks.tsx'

const contents: Record<(typeof settingsParts)[number]['id'], ComponentType<{ canAdminister: boolean }>> = {
  library: Library,
  sharing: Sharing,
  tokens: Tokens,
  appearance: Appearance,
  importing: Importing,
  playback: Playback,
  previews: Previews,
  keyboard: Keyboard,
  'watched-folders': WatchedFolders,
  'moved-folders': RelinkFolder,
  'object-storage': ObjectStorage,
  webhooks: Webhooks,
  tags: Tags,
  backups: Backups,
  'clean-up': Policies,
  'trash-limits': TrashLimits,
  verification: FileVerification,
  tools: Tools,
  analysers: Analysers,
  'settings-file': SettingsFile,
  privacy: Privacy,
  about: About,
}

/** The settings of the window and of its library, with a search. */
export function SettingsPage() {
  const { data, error, refetch } = useQuery(api.library.get.queryOptions())
  const [search, setSearch] = useState('')
  const parts = data ? findParts(search, data.can) : []
  const hash = useRouterState({ select: ({ location }) => location.hash })
  const isLoaded = data !== undefined
  useEffect(() => {
    if (isLoaded) document.getElementById(hash)?.scrollIntoView()
  }, [hash, isLoaded])
  return (
    <section aria-label={texts.settings}>
      <Inspector>
        <LibraryFacts />
      </Inspector>
      <Toolbar title={texts.settings}>
        <TextFilter label={texts.searchSettings} value={search} onChange={setSearch} />
      </Toolbar>
      <div className={styles.body}>
        <SettingsNav parts={parts} current={hash} />
        <div className={styles.scroller}>
          {error && !data && (
            <ErrorState title={texts.couldntLoadTheSettings} error={error} onRetry={() => void refetch()} />
          )}
          {data && parts.length === 0 && <EmptyState title={texts.noSettingsMatch(search)} />}
          {parts.map(({ id }) => {
            const Part = contents[id]
            return <Part key={id} canAdminister={data?.can.administer === true} />
          })}
        </div>
      </div>
    </section>
  )
}
