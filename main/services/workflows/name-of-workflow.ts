import { basename } from 'node:path'

/** Returns the name for the workflow in a file: that of the file, without its ending and the counter of ComfyUI. */
export function nameOfWorkflow(file: string): string {
  // Only the ending of a file is left out: the name of a model has dots too, `wan2.2_14B`.
  const name = basename(file).replace(/\.(mp4|m4v|mov|webm|mkv|avi|gif|png|apng|webp|jpe?g|avif|heic)$/i, '')
  if (/\.json$/i.test(name)) return name.replace(/\.json$/i, '') || name
  return name.replace(/(_\d{5}_?)?(-audio)?$/, '') || name
}
