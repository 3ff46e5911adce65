import { useQuery } from '@tanstack/react-query'
import type { ImageFilter } from '../../shared/contract/images.ts'
import { aiFilterLabels, aiFilters } from '../../shared/generation/ai-evidence.ts'
import { api } from '../client.ts'
import { ChoiceFilter, TextFilter } from '../components/toolbar.tsx'

interface ImageFiltersProps {
  filter: ImageFilter
  onChange: (next: ImageFilter) => void
}

/** The filters of the images view: words, the model if any image names one, and evidence of a model. */
export function ImageFilters({ filter: { search = '', model = '', ai }, onChange }: ImageFiltersProps) {
  const { data: models = [] } = useQuery(api.images.models.queryOptions())
  return (
    <>
      <TextFilter label="Name, prompt or model" value={search} onChange={(text) => onChange({ search: text })} />
      {(models.length > 0 || model !== '') && (
        <ChoiceFilter
          label="Model"
          value={model}
          choices={[['', 'All models'], ...models.map((it) => [it.model, `${it.model} (${it.count})`] as const)]}
          onChange={(name) => onChange({ model: name })}
        />
      )}
      <ChoiceFilter
        label="AI"
        value={ai ?? ''}
        choices={[['', 'AI or not'], ...aiFilters.map((value) => [value, aiFilterLabels[value]] as const)]}
        onChange={(value) => onChange({ ai: aiFilters.find((it) => it === value) })}
      />
    </>
  )
}
