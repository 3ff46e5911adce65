import { chmodSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type AfterPackContext, Arch } from 'electron-builder'

/** Packs the runtime that `ELECTRON_OVERRIDE_DIST_PATH` names, where it is set, instead of downloading one. */
export function beforePack({ packager }: Pick<AfterPackContext, 'packager'>): void {
  const runtime = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (runtime) Object.assign(packager.config, { electronDist: runtime })
}

/**
 * Lets everybody run the tools: their packages allow it to the owner only, who is root once a .deb is installed.
 * npm installs them for this computer only, so what is packed for another one is found out here.
 */
export function afterPack({ appOutDir, arch, electronPlatformName, packager }: AfterPackContext): void {
  const target = `${electronPlatformName}-${Arch[arch]}`
  const executable = electronPlatformName === 'win32' ? '.exe' : ''
  const resources = packager.getResourcesDir(appOutDir)
  // A runtime that was not downloaded for packing brings Electron's own demonstration.
  rmSync(join(resources, 'default_app.asar'), { force: true })
  const modules = join(resources, 'app.asar.unpacked', 'node_modules')
  const toolchain = electronPlatformName === 'win32' ? '-msvc' : ''
  if (!existsSync(join(modules, '@seydx', `node-av-${target}${toolchain}`, 'node-av.node')))
    throw new Error(`No decoder for ${target} is installed. Pack on a computer of that kind.`)
  for (const tool of ['ffprobe', 'ffmpeg']) {
    const path = join(modules, `@${tool}-installer`, target, tool + executable)
    if (!existsSync(path)) throw new Error(`No ${tool} for ${target} is installed. Pack on a computer of that kind.`)
    chmodSync(path, 0o755)
  }
}
