interface Choice {
  /** The files that the dialog offers, as in the attribute `accept`. */
  accept?: string
  isFolder?: boolean
}

/** Asks for files, or for a folder with all its files, with the browser's dialog. */
export function chooseFiles({ accept = '', isFolder = false }: Choice, onFiles: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = accept
  input.webkitdirectory = isFolder
  input.hidden = true
  input.addEventListener('change', () => {
    input.remove()
    onFiles([...(input.files ?? [])])
  })
  input.addEventListener('cancel', () => input.remove())
  // Outside the page, the garbage collector may take it while the dialog is open, and the choice is lost.
  document.body.append(input)
  input.click()
}
