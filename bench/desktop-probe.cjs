// Required first by the application in the benchmark `desktop`. Prints lines of JSON to standard error: when the first
// takes are on screen, and the memory of the main process and the page in megabytes, after as many takes as
// `RUSHES_BENCH_SCROLL` says were scrolled through, and a minute later. Then it quits.
const { existsSync, readFileSync } = require('node:fs')
const { setTimeout: sleep } = require('node:timers/promises')
const { app } = require('electron')

const print = (line) => process.stderr.write(`${JSON.stringify(line)}\n`)
const takes = '[data-rank]:not([aria-label="Loading"])'
const scrolled = Number(process.env.RUSHES_BENCH_SCROLL ?? 0)

/** Runs in the page: resolves with the time of the frame after the one that has takes. */
const firstTakes = () =>
  new Promise((resolve) => {
    const frame = () =>
      document.querySelector(takes) ? requestAnimationFrame(() => resolve(Date.now())) : requestAnimationFrame(frame)
    frame()
  })

/** Runs in the page: scrolls by views until `count` takes have passed. */
const scroll = async (count) => {
  const rankOf = () => Number(document.querySelector(takes)?.dataset.rank)
  let scroller = document.querySelector(takes)
  while (scroller.scrollHeight <= scroller.clientHeight || getComputedStyle(scroller).overflowY === 'visible')
    scroller = scroller.parentElement
  const first = rankOf()
  while (!(first - rankOf() >= count)) {
    scroller.scrollBy(0, scroller.clientHeight)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

const inPage = (work, ...parameters) =>
  `{ const takes = ${JSON.stringify(takes)}; (${work})(${parameters.map((each) => JSON.stringify(each)).join()}) }`

/** Memory of the processes of a type; what processes share is counted in parts on Linux, and in full elsewhere. */
const megabytes = (type) =>
  app
    .getAppMetrics()
    .filter((each) => each.type === type)
    .reduce((sum, { pid, memory }) => sum + (proportionalKb(pid) ?? memory.workingSetSize) / 1024, 0)

function proportionalKb(pid) {
  const path = `/proc/${pid}/smaps_rollup`
  return existsSync(path) ? Number(/^Pss:\s+(\d+)/m.exec(readFileSync(path, 'utf8'))?.[1]) : undefined
}

async function measure({ mainFrame }) {
  print({ shownAt: await mainFrame.executeJavaScript(inPage(firstTakes)) })
  if (scrolled === 0) return
  await mainFrame.executeJavaScript(inPage(scroll, scrolled))
  print({ atOnce: memory() })
  await sleep(60_000)
  print({ aMinuteLater: memory() })
}

function memory() {
  return { mainMb: megabytes('Browser'), pageMb: megabytes('Tab') }
}

app.once('browser-window-created', (_, { webContents }) => {
  webContents.once('dom-ready', () =>
    measure(webContents).then(
      () => app.quit(),
      (error) => {
        process.stderr.write(String(error))
        app.exit(1)
      },
    ),
  )
})
