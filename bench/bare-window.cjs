// An Electron application with one window and nothing in it, to compare a start with.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,<p data-rank="0">'))
