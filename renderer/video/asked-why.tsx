import { putWhyAway, useAskedWhy } from '../lanes/asked-why.ts'
import { useLanes } from '../lanes/use-lanes.ts'
import { WhyPanel } from '../lanes/why-panel.tsx'

/** The answer about one of the take's analyses, while somebody wants it. */
export function AskedWhy({ videoId }: { videoId: string }) {
  const { id } = useAskedWhy()
  const row = useLanes(videoId).lanes?.find((lane) => lane.id === id)
  return row ? <WhyPanel key={row.id} row={row} videoId={videoId} onClose={putWhyAway} /> : null
}
