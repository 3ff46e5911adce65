import { useQuery } from '@tanstack/react-query'
import type { ListedProcessing, ProcessingEnd } from '../../shared/contract/processing.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { errorMessage } from '../components/error-message.ts'
import { Hint } from '../components/panel.tsx'
import { ChainList } from '../components/processing/chain-list.tsx'
import { EndLink } from '../components/processing/end-link.tsx'
import { actionName, processingLabel, resultName, uniqueJobs } from '../components/processing/processing-labels.ts'
import { Section } from '../components/section.tsx'
import { texts } from './texts.ts'

/** Lists the sources of a take and all results that depend on it. */
export function ProcessingTab({ video }: { video: VideoDetails }) {
  const { data, error } = useQuery(api.processing.chain.queryOptions({ input: { id: video.id } }))
  if (error) return <Hint>{errorMessage(error)}</Hint>
  if (!data) return null
  if (data.made_of.length + data.made_from_it.length === 0)
    return (
      <Hint>
        {texts.processingTabHint} <kbd>I</kbd> {texts.and} <kbd>O</kbd> {texts.toExtractARange}
      </Hint>
    )
  const madeOf = uniqueJobs(data.made_of).flatMap((row) => row.inputs.map((end) => ({ row, end })))
  const madeFromIt = uniqueJobs(data.made_from_it).map((row) => ({
    row,
    end: { ...row.output, video_name: resultName(row) },
  }))
  return (
    <>
      <Chain heading={texts.madeFrom} links={madeOf} />
      <Chain heading={texts.dependsOnThisTake} links={madeFromIt} />
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
    <Section title={heading}>
      <ChainList>
        {links.map(({ row, end }, index) => (
          <EndLink
            // biome-ignore lint/suspicious/noArrayIndexKey: a take can be an input twice, and the order is fixed
            key={`${row.job_id} ${index}`}
            end={end}
            words={`${actionName(row.action)} ${processingLabel(row)}`}
          />
        ))}
      </ChainList>
    </Section>
  )
}
