import { useQuery } from '@tanstack/react-query'
import type { Verification } from '../../shared/contract/verification.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { showError } from '../components/notice.tsx'
import { Buttons } from '../components/panel.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import { followStarted } from '../state/started-jobs.ts'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** The number of verified files; starts a verification, quick or in full. */
export function FileVerification() {
  const { data } = useQuery(api.verification.get.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="verification">
      <h2 id="verification">{texts.fileVerification}</h2>
      <p>{texts.fileVerificationText}</p>
      {data && data.files > 0 && <p>{wordsOf(data)}</p>}
      <Buttons>
        <Button onClick={() => void verify(false)}>{texts.verifyQuickly}</Button>
        <Button onClick={() => void verify(true)}>{texts.verifyInFull}</Button>
      </Buttons>
    </section>
  )
}

function wordsOf({ files, missing, verified, oldest_verified_at }: Verification): string {
  const present = files - missing
  const words = [texts.ofReadInFull(formatCount(verified), formatCount(present, 'file'))]
  if (oldest_verified_at !== null) words.push(texts.theLongestAgo(formatWhenInline(oldest_verified_at)))
  if (missing > 0) words.push(texts.missing(formatCount(missing)))
  return words.join(' · ')
}

async function verify(full: boolean): Promise<void> {
  try {
    followStarted(await client.verification.start({ full, repair: true }), [])
  } catch (error) {
    showError(error)
  }
}
