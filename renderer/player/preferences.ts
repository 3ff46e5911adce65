import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface Preferences {
  /** 0…1. */
  volume: number
  muted: boolean
  loop: boolean
}

/** What the next video should keep of how this one is played. */
export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ volume: 1, muted: false, loop: false }), { name: 'rushes-player' }),
)

/** Sets the volume, 0…1. Turning it up ends muting: whoever moves the slider wants to hear something. */
export function setVolume(volume: number): void {
  const inside = Math.min(1, Math.max(0, volume))
  usePreferences.setState({ volume: inside, muted: inside === 0 })
}

/** Unmuting from nothing would still be silent, so it brings back half. */
export function toggleMuted(): void {
  usePreferences.setState(({ muted, volume }) => ({ muted: !muted, volume: muted && volume === 0 ? 0.5 : volume }))
}

export function toggleLoop(): void {
  usePreferences.setState(({ loop }) => ({ loop: !loop }))
}
