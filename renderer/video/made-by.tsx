import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { FactList } from '../components/fact-list.tsx'
import { Code, Quote, Section } from '../components/section.tsx'
import { useOpenWorkflow } from '../workflows/use-open-workflow.ts'
import { workflowFromTake } from '../workflows/workflow-actions.ts'
import { GenerationForm } from './generation-form.tsx'
import { generationFacts } from './generation-words.ts'
import classes from './made-by.module.css'
import { UseCard } from './use-card.tsx'

/** How a take was made, as far as anybody said: by which model, of which prompt, and in which workflows it was made and used. */
export function MadeBy({ video }: { video: VideoDetails }) {
  const generation = useQuery(api.generations.get.queryOptions({ input: { video_id: video.id } }))
  const uses = useQuery(api.workflows.ofVideo.queryOptions({ input: { video_id: video.id } }))
  const [editedId, setEditedId] = useState<string>()
  const open = useOpenWorkflow()
  const error = generation.error ?? uses.error
  if (error) return <p className={classes.hint}>{errorWords(error)}</p>
  if (generation.data === undefined || !uses.data) return null
  const known = generation.data
  if (editedId === video.id)
    return (
      <GenerationForm key={video.id} videoId={video.id} generation={known} onClose={() => setEditedId(undefined)} />
    )
  const made = uses.data.filter(({ role }) => role === 'output')
  const used = uses.data.filter(({ role }) => role !== 'output')
  return (
    <div className={classes.column}>
      {known?.prompt && <Quote>{known.prompt}</Quote>}
      {known && <FactList facts={generationFacts(known)} />}
      {known?.error && <Code kind="error">{known.error}</Code>}
      {!known && <p className={classes.hint}>Nobody said yet which model made this take, and of which prompt.</p>}
      <div className={classes.buttons}>
        <button type="button" className={blank.button} onClick={() => setEditedId(video.id)}>
          {known ? 'Edit' : 'Say how it was made'}
        </button>
        {known && (
          <button
            type="button"
            className={blank.button}
            onClick={() => void workflowFromTake(video.id).then((id) => open(id))}
          >
            New workflow from this take
          </button>
        )}
      </div>
      {made.length > 0 && (
        <Section title="Made by">
          {made.map((use) => (
            <UseCard key={`${use.workflow_id} ${use.node_id}`} use={use} />
          ))}
        </Section>
      )}
      {used.length > 0 && (
        <Section title="Used in">
          {used.map((use) => (
            <UseCard key={`${use.workflow_id} ${use.node_id}`} use={use} />
          ))}
        </Section>
      )}
    </div>
  )
}
