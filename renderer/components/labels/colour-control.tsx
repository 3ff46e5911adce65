import { Tooltip, UnstyledButton } from '@mantine/core'
import { type Colour, colours } from '../../../shared/colours.ts'
import { colourName } from './label.ts'
import styles from './labels.module.css'
import { texts } from './texts.ts'

interface ColourControlProps {
  /** Null without a colour; undefined if takes differ. */
  colour: Colour | null | undefined
  onChoose: (colour: Colour | null) => void
}

/** The colours of labels as buttons. The one that is set clears it. */
export function ColourControl({ colour, onChoose }: ColourControlProps) {
  return (
    <fieldset className={styles.colours} aria-label={texts.label}>
      {colours.map((one) => (
        <Tooltip key={one} label={colourName(one)}>
          <UnstyledButton
            aria-label={texts.labelOfColour(colourName(one))}
            aria-pressed={one === colour}
            onClick={() => onChoose(one === colour ? null : one)}
          >
            <ColourDot colour={one} />
          </UnstyledButton>
        </Tooltip>
      ))}
    </fieldset>
  )
}

/** The colour of a label as a dot, hidden from screen readers. The parent has to name it. */
export function ColourDot({ colour }: { colour: Colour }) {
  return <i className={styles.dot} data-colour={colour} aria-hidden />
}
