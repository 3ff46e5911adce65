import { useQuery } from '@tanstack/react-query'
import type { ListedProcessing, ProcessingEnd } from '../../shared/contract/processing.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { ChainList } from './chain-list.tsx'
import { EndLink } from './end-link.tsx'
import styles from './processing-page.module.css'
import { actionName, processingWords, resultName, uniqueJobs } from './processing-words.ts'

/** What a take was made of, and what was made from it: also what would be made again if it changed. */
export function ProcessingTab({ video }: { video: VideoDetails }) {
  const { data, error } = useQuery(api.processing.chain.queryOptions({ input: { id: video.id } }))
  if (error) return <p className={styles.note}>{errorWords(error)}</p>
  if (!data) return null
  if (data.made_of.length + data.made_from_it.length === 0)
    return (
      <p className={styles.note}>
        Nothing was made of this take, and it was made of none. Mark a range with <kbd>I</kbd> and <kbd>O</kbd> to
        extract it.
      </p>
    )
  const madeOf = uniqueJobs(data.made_of).flatMap((row) => row.inputs.map((end) => ({ row, end })))
  const madeFromIt = uniqueJobs(data.made_from_it).map((row) => ({
    row,
    end: { ...row.output, video_name: resultName(row) },
  }))
  return (
    <>
      <Chain heading="Made of" links={madeOf} />
      <Chain heading="Made from it; made again if it changed" links={madeFromIt} />
    </>
  )
}

function Chain({
  heading,
  links,
}: {
  heading: string
  links: readonly { row: ListedProcessing; end: ProcessingEnd }[]
}) {
  if (links.length === 0) return null
  return (
    <section className={styles.section} aria-label={heading}>
      <h3>{heading}</h3>
      <ChainList>
        {links.map(({ row, end }, index) => (
          <EndLink
            // biome-ignore lint/suspicious/noArrayIndexKey: the same take can be an input twice, and the order stays
            key={`${row.job_id} ${index}`}
            end={end}
            words={`${actionName(row.action)} ${processingWords(row)}`}
          />
        ))}
      </ChainList>
    </section>
  )
}
