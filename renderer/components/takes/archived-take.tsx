import { ArchiveRestore } from 'lucide-react'
import type { VideoDetails } from '../../../shared/contract/videos.ts'
import { readArchiveAddress } from '../../../shared/object-address.ts'
import { Button } from '../button.tsx'
import { Buttons, Hint } from '../panel.tsx'
import { fetchTakes } from './fetch-takes.ts'
import { texts } from './texts.ts'

/** Says in which archive the file of a take is, and fetches it back. */
export function ArchivedTake({ video }: { video: VideoDetails }) {
  return (
    <>
      <Hint>{texts.archivedTakeHint(readArchiveAddress(video.file_path)?.archive ?? '')}</Hint>
      <Buttons>
        <Button size="small" icon={ArchiveRestore} onClick={() => void fetchTakes([video.id])}>
          {texts.fetchBack}
        </Button>
      </Buttons>
    </>
  )
}
