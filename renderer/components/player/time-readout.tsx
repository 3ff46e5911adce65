import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { shownTime } from './deck.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import { nextTimeFormat, usePreferences } from './preferences.ts'
import { seek } from './seeking.ts'
import { texts } from './texts.ts'
import { formatTime, parseTime, timeFormatNames } from './time-format.ts'
import classes from './transport-bar.module.css'

/**
 * The start time of the frame on screen, and the duration of the video. A click on the time lets one type another; a
 * click on the duration changes how both are written.
 */
export function TimeReadout() {
  const deck = useDeck()
  const format = usePreferences((state) => state.timeFormat)
  const time = useDeckState((state) => shownTime(deck, state))
  const duration = useDeckState((state) => state.durationSeconds)
  const [isTyping, setTyping] = useState(false)
  const words = formatTime(format, deck.frameRate, time)
  return (
    <div className={classes.time}>
      {isTyping ? (
        <TimeField start={words} onClose={() => setTyping(false)} />
      ) : (
        <UnstyledButton className={classes.now} title={texts.typeATimeTo} onClick={() => setTyping(true)}>
          <span role="timer" aria-label={texts.timeCodeTitle}>
            {words}
          </span>
        </UnstyledButton>
      )}
      <UnstyledButton
        className={classes.duration}
        title={texts.timeReadoutTitle(timeFormatNames[format])}
        onClick={nextTimeFormat}
      >
        / {duration > 0 ? formatTime(format, deck.frameRate, duration) : '–'}
      </UnstyledButton>
    </div>
  )
}

/** A field for a time: Enter goes there, Esc leaves it. */
function TimeField({ start, onClose }: { start: string; onClose: () => void }) {
  const deck = useDeck()
  const format = usePreferences((state) => state.timeFormat)
  const [isWrong, setWrong] = useState(false)
  return (
    <input
      ref={(input) => {
        // Only when the field is mounted: it renders again with each frame.
        if (!input || document.activeElement === input) return
        input.focus()
        input.select()
      }}
      className={classes.field}
      type="text"
      aria-label={texts.goToATime}
      aria-invalid={isWrong}
      title={isWrong ? texts.timeFieldTitle : undefined}
      autoComplete="off"
      spellCheck={false}
      defaultValue={start}
      size={start.length}
      onChange={() => setWrong(false)}
      onBlur={onClose}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
        if (event.key !== 'Enter') return
        const seconds = parseTime(format, deck.frameRate, event.currentTarget.value)
        if (seconds === null) return setWrong(true)
        seek(deck, seconds)
        onClose()
      }}
    />
  )
}
