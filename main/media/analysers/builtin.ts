import type { Analyser } from './analyser.ts'
import { black } from './black.ts'
import { freeze } from './freeze.ts'
import { loudness } from './loudness.ts'
import { scenes } from './scenes.ts'
import { silence } from './silence.ts'

/** The analysers that come with Rushes, in the order on screen. */
export const builtinAnalysers: readonly Analyser[] = [scenes, black, freeze, silence, loudness]
