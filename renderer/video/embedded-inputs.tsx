import { Link } from '@tanstack/react-router'
import type { EmbeddedInput } from '../../shared/contract/embedded.ts'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { Section } from '../components/section.tsx'
import classes from './embedded.module.css'

/** Lists the input files that the file of a take names; those in the library are links. */
export function EmbeddedInputs({ inputs }: { inputs: readonly EmbeddedInput[] }) {
  if (inputs.length === 0) return null
  return (
    <Section title="Made from">
      <ul className={classes.inputs}>
        {inputs.map((input, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: inputs have no id, and the order is fixed
          <li key={index}>
            <Input input={input} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Input({ input }: { input: EmbeddedInput }) {
  const { name, node_type, node_id, input_hash, video_id, video_name, media_id } = input
  const place = node_id === null ? null : `${node_id} · ${node_type ?? ''}`
  const hash = input_hash && `sha256 ${input_hash.slice(0, 4)}…${input_hash.slice(-2)}`
  const words = (
    <span className={classes.words}>
      <span>{name}</span>
      <code>{[place, hash].filter(Boolean).join(' · ')}</code>
    </span>
  )
  if (video_id === null && media_id !== null && input_hash !== null)
    return (
      <Link to="/images" search={{ image: media_id }} className={classes.input} aria-label={`Made from ${name}`}>
        <span className={classes.picture}>
          <ImagePicture image={{ id: media_id, file_hash: input_hash, missing_since: null }} />
        </span>
        {words}
      </Link>
    )
  if (video_id === null || input_hash === null) return <span className={classes.input}>{words}</span>
  const video = { id: video_id, file_hash: input_hash, codec: null, missing_since: null }
  return (
    <Link to="/videos/$id" params={{ id: video_id }} className={classes.input} aria-label={`Made from ${video_name}`}>
      <span className={classes.picture}>
        <Poster video={video} small />
      </span>
      {words}
    </Link>
  )
}
