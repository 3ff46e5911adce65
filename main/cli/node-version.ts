/** The oldest Node.js with Node-API 10, which the database addon needs. */
const oldest = [22, 14] as const

/** Returns why this Node.js cannot run Rushes and what to do, or undefined if it can. */
export function unsupportedNode(version: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined
  return `Rushes needs Node.js ${oldest.join('.')} or newer; this is ${version}. Run “npm ci”, which installs one, then “npm start”.`
}
