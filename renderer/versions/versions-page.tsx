import { Layers } from 'lucide-react'
import type { Version } from '../../shared/contract/versions.ts'
import { api, client } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { PartTrouble, Trouble } from '../components/trouble.tsx'
import { useOpenTake } from '../library/filter.ts'
import { RowTable } from '../rows/row-table.tsx'
import { useRowView } from '../rows/use-row-view.ts'
import { ViewBar } from '../rows/view-bar.tsx'
import { answerVersions } from './answer-versions.ts'
import { versionColumns } from './version-columns.tsx'
import { spokenVersion } from './version-words.ts'
import { VersionsInspector } from './versions-inspector.tsx'
import styles from './versions-page.module.css'

const keyOf = ({ video }: Version) => video.id
const asked = { answered: false }
const mostKeys = 1000

/** Takes whose file was written over, and the question of each: does what is known of the old one go for the new one too? */
export function VersionsPage() {
  const { rows, ids, chosen, clear, words, table } = useRowView<Version, string>({
    query: (offset, limit) => api.versions.list.queryOptions({ input: { ...asked, offset, limit } }),
    keyOf,
    readKeys: async () => (await client.versions.list({ ...asked, limit: mostKeys })).items.map(keyOf),
    filter: asked,
  })
  const open = useOpenTake()
  const answer = (how: NonNullable<Version['answer']>) => {
    clear()
    void answerVersions(ids, how)
  }
  return (
    <section className={styles.page} aria-label="New versions">
      <ViewBar title="New versions" words={words}>
        <button type="button" className={blank.button} disabled={ids.length === 0} onClick={() => answer('carried')}>
          Carry over <kbd>C</kbd>
        </button>
        <button type="button" className={blank.button} disabled={ids.length === 0} onClick={() => answer('left')}>
          Leave <kbd>L</kbd>
        </button>
      </ViewBar>
      {rows.total === undefined && rows.error ? (
        <Trouble title="The new versions could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <NoVersions />
      ) : (
        <>
          <PartTrouble error={rows.error} onRetry={rows.retry} />
          <RowTable
            label="New versions"
            columns={versionColumns}
            className={styles.table}
            rowHeight={44}
            {...table}
            spoken={spokenVersion}
            onOpen={({ video }) => open(video.id)}
            onKey={(key) => {
              const how = ({ c: 'carried', l: 'left' } as const)[key]
              if (!how || ids.length === 0) return false
              answer(how)
              return true
            }}
          />
        </>
      )}
      <VersionsInspector ids={ids} rows={chosen} />
    </section>
  )
}

function NoVersions() {
  return (
    <div className={blank.blank}>
      <span className={blank.mark}>
        <Icon of={Layers} size={22} />
      </span>
      <h2>No new version waits for an answer</h2>
      <p>
        When a file is rendered over, the new content becomes a take of its own and the old one stays. Where more is
        known of the old one, Rushes asks here whether that goes for the new one too.
      </p>
    </div>
  )
}
