import { Layers } from 'lucide-react'
import type { Version } from '../../shared/contract/versions.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { keyTable, runKeys } from '../components/keys.ts'
import { Listing } from '../components/table/listing.tsx'
import { readAll } from '../components/table/read-all.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowView } from '../components/table/use-row-view.ts'
import { useOpenTake } from '../components/takes/open-take.ts'
import { Toolbar } from '../components/toolbar.tsx'
import { texts } from './texts.ts'
import { answerVersions } from './version-actions.ts'
import { versionColumns } from './version-columns.tsx'
import { spokenVersion } from './version-labels.ts'
import { VersionsInspector } from './versions-inspector.tsx'
import { useVersionsOrder } from './versions-search.ts'

const keyOf = ({ video }: Version) => video.id
const keysPerCall = 1000

interface SelectedVersions {
  ids: readonly string[]
  answer: (how: NonNullable<Version['answer']>) => void
}

/** Keys of this table besides those of every table. */
export const versionsKeys = keyTable<SelectedVersions>('New versions', [
  { keys: 'C', label: texts.copyDetails, run: ({ ids, answer }) => ids.length > 0 && answer('carried') },
  { keys: 'L', label: texts.ignore, run: ({ ids, answer }) => ids.length > 0 && answer('left') },
])

/**
 * The view of takes whose file was overwritten. For each it asks whether the details of the previous take also apply to
 * the new one.
 */
export function VersionsPage() {
  const sorting = useVersionsOrder()
  const asked = { answered: false, sort: sorting.sort, order: sorting.order }
  const { rows, ids, chosen, clear, words, table } = useRowView<Version, string>({
    query: (offset, limit) => api.versions.list.queryOptions({ input: { ...asked, offset, limit } }),
    keyOf,
    readKeys: () =>
      readAll(async (page) => (await client.versions.list({ ...asked, ...page })).items.map(keyOf), keysPerCall),
    filter: asked,
  })
  const open = useOpenTake()
  const answer = (how: NonNullable<Version['answer']>) => {
    clear()
    void answerVersions(ids, how)
  }
  return (
    <section aria-label={texts.newVersions}>
      <Toolbar title={texts.newVersions} words={words}>
        <Button disabled={ids.length === 0} onClick={() => answer('carried')}>
          {texts.copyDetails} <kbd>C</kbd>
        </Button>
        <Button disabled={ids.length === 0} onClick={() => answer('left')}>
          {texts.ignore} <kbd>L</kbd>
        </Button>
      </Toolbar>
      <Listing rows={rows} failure={texts.couldntLoadNewVersions} empty={<NoVersions />}>
        <ErrorLine error={rows.error} onRetry={rows.retry} />
        <RowTable
          key={JSON.stringify(asked)}
          label={texts.newVersions}
          columns={versionColumns}
          rowHeight={44}
          {...table}
          sorting={sorting}
          spoken={spokenVersion}
          onOpen={({ video }) => open(video.id)}
          onKey={(press) => runKeys(press, versionsKeys, { ids, answer })}
        />
      </Listing>
      <VersionsInspector ids={ids} rows={chosen} />
    </section>
  )
}

function NoVersions() {
  return (
    <EmptyState icon={Layers} title={texts.noNewVersionsTo}>
      {texts.noVersionsText}
    </EmptyState>
  )
}
