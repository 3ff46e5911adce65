/** The oldest Node.js that can load the database addon: it needs Node-API 10. */
const oldest = [22, 14] as const

/** Why this Node.js cannot run Rushes, in one sentence, or undefined when it can. */
export function unsupportedNode(version: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined
  return `Rushes needs Node.js ${oldest.join('.')} or newer, and this is ${version}: run “npm ci”, which brings one, then “npm start”.`
}
