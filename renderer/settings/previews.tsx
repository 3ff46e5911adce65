import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isActive } from '../../shared/contract/jobs.ts'
import { formatBytes } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { useJobs } from '../components/jobs/use-jobs.ts'
import { showError } from '../components/notice.tsx'
import { followStarted } from '../state/started-jobs.ts'
import { defaultView, setView, useView } from '../state/view.ts'
import { Choice, onOff } from './choice.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'
import { useLibrarySettings } from './use-library-settings.ts'

const sizes = [1e9, 5e9, 20e9, 50e9, 100e9]
const switched = (isOn: boolean) => (isOn ? 'on' : 'off')

/** The previews and proxies that are made ahead, and the size that all may have. */
export function Previews({ canAdminister }: { canAdminister: boolean }) {
  const { storyboardsAhead, proxiesAhead } = useView()
  return (
    <section className={styles.part} aria-labelledby="previews">
      <h2 id="previews">{texts.previewsAndProxies}</h2>
      <p>{texts.previewsText}</p>
      <Choice
        label={texts.storyboardsOfTakesIn}
        value={switched(storyboardsAhead)}
        fallback={switched(defaultView.storyboardsAhead)}
        choices={onOff}
        onChange={(value) => setView({ storyboardsAhead: value === 'on' })}
      />
      <Choice
        label={texts.proxiesOfTakesThat}
        value={switched(proxiesAhead)}
        fallback={switched(defaultView.proxiesAhead)}
        choices={onOff}
        onChange={(value) => setView({ proxiesAhead: value === 'on' })}
      />
      {canAdminister && <Cache />}
    </section>
  )
}

function Cache() {
  const { now, change } = useLibrarySettings()
  const { data: size, error, refetch } = useQuery(api.previews.size.queryOptions({ staleTime: 0 }))
  const isClearing = useJobs().some(({ kind, state }) => kind === 'clear_previews' && isActive(state))
  useEffect(() => {
    if (!isClearing) void refetch()
  }, [isClearing, refetch])
  const limit = now?.previews.max_bytes ?? null
  const listed = limit === null || sizes.includes(limit) ? sizes : [...sizes, limit].toSorted((a, b) => a - b)
  const clear = async () => {
    try {
      followStarted(await client.previews.clear(), [])
    } catch (failure) {
      showError(failure)
    }
  }
  return (
    <>
      {now && (
        <Choice
          label={texts.keepAtMost}
          value={String(limit ?? '')}
          fallback=""
          choices={[
            { value: '', name: texts.anySize },
            ...listed.map((bytes) => ({ value: String(bytes), name: formatBytes(bytes) })),
          ]}
          onChange={(value) => change({ previews: { max_bytes: value === '' ? null : Number(value) } })}
        />
      )}
      <p>
        {texts.beyondTheLimit} {size ? texts.theCacheHoldsNow(formatBytes(size.size_bytes)) : texts.measuringTheCache}
      </p>
      <ErrorLine error={error} onRetry={() => void refetch()} />
      <Button disabled={isClearing || size?.size_bytes === 0} onClick={() => void clear()}>
        {isClearing ? texts.deletingEllipsis : texts.clearCache}
      </Button>
    </>
  )
}
