import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { GenerationForm, removeDetails } from '../components/generation/generation-form.tsx'
import { HowMade } from '../components/generation/how-made.tsx'
import { Buttons, Hint } from '../components/panel.tsx'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { workflowFromTake } from '../components/workflows/workflow-actions.ts'
import classes from './generation-tab.module.css'
import { texts } from './texts.ts'

/** The generation details of a take: model, prompt, and the workflows that made or used it. */
export function GenerationTab({ video }: { video: VideoDetails }) {
  const generation = useQuery(api.generations.get.queryOptions({ input: { video_id: video.id } }))
  const uses = useQuery(api.workflows.ofVideo.queryOptions({ input: { video_id: video.id } }))
  const reading = useQuery(api.embedded.ofContent.queryOptions({ input: { file_hash: video.file_hash } })).data
  const [editedId, setEditedId] = useState<string>()
  const open = useOpenWorkflow()
  const error = generation.error ?? uses.error
  if (error) return <Hint>{errorMessage(error)}</Hint>
  if (generation.data === undefined || !uses.data) return null
  const known = generation.data
  if (editedId === video.id)
    return <GenerationForm key={video.id} of={video} generation={known} onClose={() => setEditedId(undefined)} />
  return (
    <div className={classes.column}>
      <HowMade fileHash={video.file_hash} details={known} reading={reading ?? null} uses={uses.data}>
        {!known && <Hint>{texts.generationTabHint}</Hint>}
        <Buttons>
          <Button onClick={() => setEditedId(video.id)}>{known ? texts.edit : texts.addDetails}</Button>
          {known && <Button onClick={() => void removeDetails(video)}>{texts.removeDetails}</Button>}
          {known && (
            <Button onClick={() => void workflowFromTake(video.id).then((id) => open(id))}>
              {texts.newWorkflowFromThis}
            </Button>
          )}
        </Buttons>
      </HowMade>
    </div>
  )
}
