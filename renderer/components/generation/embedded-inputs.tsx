import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { EmbeddedInput } from '../../../shared/contract/embedded.ts'
import { Button } from '../button.tsx'
import { Buttons, Hint } from '../panel.tsx'
import { ImagePicture } from '../pictures/image-picture.tsx'
import { Poster } from '../pictures/poster.tsx'
import { Section } from '../section.tsx'
import { decideLinks } from './decide-links.ts'
import classes from './embedded.module.css'
import { texts } from './texts.ts'

interface EmbeddedInputsProps {
  /** The content whose file names the inputs. */
  fileHash: string
  inputs: readonly EmbeddedInput[]
}

/** Lists the inputs that a file names; those in the library are links, and likely ones can be confirmed. */
export function EmbeddedInputs({ fileHash, inputs }: EmbeddedInputsProps) {
  const likely = inputs.flatMap((input) => (input.likely ? [{ ...input, likely: input.likely }] : []))
  const others = inputs.filter((input) => input.likely === null)
  return (
    <>
      {others.length > 0 && (
        <Section title={texts.madeFrom}>
          <ul className={classes.inputs}>
            {others.map((input, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: inputs have no id, and the order is fixed
              <li key={index}>
                <Input stated={input} found={input} label={texts.madeFrom} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {likely.length > 0 && (
        <Section title={texts.likelyMadeFrom}>
          <Hint>{texts.embeddedInputsHint}</Hint>
          <ul className={classes.inputs}>
            {likely.map((input, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: inputs have no id, and the order is fixed
              <li key={index} className={classes.likely}>
                <Input stated={input} found={input.likely} label={texts.likelyMadeFrom} />
                <Decision link={{ file_hash: fileHash, name: input.name, input_hash: input.likely.input_hash }} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

/** Buttons that confirm or reject a likely link. */
export function Decision({ link }: { link: { file_hash: string; name: string; input_hash: string } }) {
  return (
    <Buttons>
      <Button onClick={() => void decideLinks([link], 'confirmed')}>{texts.confirm}</Button>
      <Button variant="quiet" onClick={() => void decideLinks([link], 'rejected')}>
        {texts.reject}
      </Button>
    </Buttons>
  )
}

interface InputProps {
  stated: EmbeddedInput
  found: Pick<EmbeddedInput, 'input_hash' | 'video_id' | 'video_name' | 'media_id'>
  label: string
}

function Input({ stated: { name, node_type, node_id }, found, label }: InputProps) {
  const { input_hash, video_id, video_name, media_id } = found
  const place = node_id === null ? null : `${node_id} · ${node_type ?? ''}`
  const hash = input_hash && `sha256 ${input_hash.slice(0, 4)}…${input_hash.slice(-2)}`
  const code = [place, hash].filter(Boolean).join(' · ')
  const words = (
    <span className={classes.words}>
      <span>
        <VisuallyHidden>{label} </VisuallyHidden>
        {name}
      </span>
      <code>{code}</code>
    </span>
  )
  if (video_id === null && media_id !== null && input_hash !== null)
    return (
      <Link to="/images" search={{ image: media_id }} className={classes.input}>
        <span className={classes.picture}>
          <ImagePicture image={{ id: media_id, file_hash: input_hash, missing_since: null }} />
        </span>
        {words}
      </Link>
    )
  if (video_id === null || input_hash === null) return <span className={classes.input}>{words}</span>
  const video = { id: video_id, file_hash: input_hash, codec: null, missing_since: null }
  return (
    <Link to="/videos/$id" params={{ id: video_id }} className={classes.input} title={video_name ?? undefined}>
      <span className={classes.picture}>
        <Poster video={video} small />
      </span>
      {words}
    </Link>
  )
}
