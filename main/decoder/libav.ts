// SPDX-License-Identifier: GPL-3.0-or-later
import { AV_LOG_QUIET } from 'node-av/constants'
import { FFmpegError, Log } from 'node-av/lib'

Log.setLevel(AV_LOG_QUIET)

/** Returns the result of a call of FFmpeg. @throws Error in FFmpeg's words if it is negative. */
export function check(result: number): number {
  if (result < 0) throw new FFmpegError(result)
  return result
}
