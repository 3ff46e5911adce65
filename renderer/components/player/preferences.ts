import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type TimeFormat, timeFormats } from './time-format.ts'

interface Preferences {
  /** 0…1. */
  volume: number
  muted: boolean
  loop: boolean
  timeFormat: TimeFormat
}

/** The playback settings before any choice. */
export const defaultPreferences: Preferences = { volume: 1, muted: false, loop: false, timeFormat: 'seconds' }

/** Playback settings, kept from one video to the next. */
export const usePreferences = create<Preferences>()(persist(() => defaultPreferences, { name: 'rushes-player' }))

/** Sets the volume, 0…1. Turning it up also unmutes. */
export function setVolume(volume: number): void {
  const inside = Math.min(1, Math.max(0, volume))
  usePreferences.setState({ volume: inside, muted: inside === 0 })
}

/** Toggles muting. Unmuting at volume 0 would stay silent, so it sets half the volume. */
export function toggleMuted(): void {
  usePreferences.setState(({ muted, volume }) => ({ muted: !muted, volume: muted && volume === 0 ? 0.5 : volume }))
}

export function toggleLoop(): void {
  usePreferences.setState(({ loop }) => ({ loop: !loop }))
}

/** Writes times in the next of the formats. */
export function nextTimeFormat(): void {
  usePreferences.setState(({ timeFormat }) => ({
    timeFormat: timeFormats[(timeFormats.indexOf(timeFormat) + 1) % timeFormats.length] ?? 'seconds',
  }))
}
