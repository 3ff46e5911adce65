import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

interface DebouncedText {
  text: string
  /** Takes what is typed, and sends it after a pause. */
  type: (text: string) => void
  /** Empties the field, and sends that at once. */
  clear: () => void
  /** Sends at once what was typed last. */
  flush: () => void
}

/** Holds the text of a search field whose `value` is in the address, and sends changes once typing pauses. */
export function useDebouncedText(value: string, send: (text: string) => void): DebouncedText {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  // The address also changes without typing: back, forward, or a link.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  const sendNow = (next: string) => {
    sent.current = next
    send(next)
  }
  const sendSoon = useDebouncedCallback(sendNow, 160)
  return {
    text,
    type: (next) => {
      setText(next)
      sendSoon(next)
    },
    clear: () => {
      sendSoon.cancel()
      setText('')
      sendNow('')
    },
    flush: sendSoon.flush,
  }
}
