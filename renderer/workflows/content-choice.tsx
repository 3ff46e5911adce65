import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { AskedInput } from '../../shared/workflow/template-inputs.ts'
import { api } from '../client.ts'
import { ErrorLine } from '../components/error-state.tsx'
import { Hint } from '../components/panel.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { TextFilter } from '../components/toolbar.tsx'
import styles from './content-choice.module.css'
import { texts } from './texts.ts'

interface ContentChoiceProps {
  input: AskedInput
  type: 'image' | 'video'
  /** Name of the field in the form, which has the id of the chosen image or take; empty for the template’s own file. */
  name: string
}

interface Item {
  id: string
  name: string
  picture: ReactNode
}

/** Number of images or takes to choose from; a search finds the others. */
const limit = 12

/** A choice of an image or a take of the library, the newest first, or of the file that the template names. */
export function ContentChoice({ input, type, name }: ContentChoiceProps) {
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Item>()
  const { items, error, retry } = useItems(type, search)
  const others = items?.filter(({ id }) => id !== chosen?.id)
  const noun = type === 'image' ? 'images' : 'takes'
  return (
    <fieldset className={styles.choice}>
      <legend>{input.name}</legend>
      {input.help && <small>{input.help}</small>}
      <TextFilter label={texts.searchFor(noun, input.name)} value={search} onChange={setSearch} />
      <div className={styles.items}>
        <label className={styles.own} title={String(input.default ?? '')}>
          <input type="radio" name={name} value="" checked={!chosen} onChange={() => setChosen(undefined)} />
          <span>{texts.asInTheTemplate}</span>
          <small>{input.default ?? '–'}</small>
        </label>
        {[...(chosen ? [chosen] : []), ...(others ?? [])].map((item) => (
          <label key={item.id} title={item.name}>
            <input
              type="radio"
              name={name}
              value={item.id}
              checked={chosen?.id === item.id}
              onChange={() => setChosen(item)}
            />
            <span className={styles.picture}>{item.picture}</span>
            <small>{item.name}</small>
          </label>
        ))}
      </div>
      {items?.length === 0 && <Hint>{search === '' ? texts.theLibraryHasNo(noun) : texts.noMatching(noun)}</Hint>}
      <ErrorLine error={error} onRetry={retry} />
    </fieldset>
  )
}

function useItems(type: 'image' | 'video', search: string) {
  const input = { limit, ...(search.trim() !== '' && { search: search.trim() }) }
  const images = useQuery({ ...api.images.list.queryOptions({ input }), enabled: type === 'image' })
  const videos = useQuery({ ...api.videos.list.queryOptions({ input }), enabled: type === 'video' })
  const { error, refetch } = type === 'image' ? images : videos
  const items: Item[] | undefined =
    type === 'image'
      ? images.data?.items.map((image) => ({ ...image, picture: <ImagePicture image={image} /> }))
      : videos.data?.items.map((video) => ({ ...video, picture: <Poster video={video} small /> }))
  return { items, error, retry: () => void refetch() }
}
