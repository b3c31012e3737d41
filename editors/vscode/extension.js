// Starts `wellspring lsp` for each site that is open, and ends it.

"use strict";

const path = require("path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** The running servers by the folders of their sites. */
const clients = new Map();

/** The folders that hold a site. */
async function sites() {
  const found = await vscode.workspace.findFiles("**/content/site.yaml", "**/node_modules/**", 20);
  return found
    .filter((file) => file.scheme === "file")
    .map((file) => path.dirname(path.dirname(file.fsPath)));
}

async function start(folder) {
  const uri = vscode.Uri.file(folder);
  const settings = vscode.workspace.getConfiguration("wellspring", uri);
  const server = {
    command: settings.get("path"),
    args: ["lsp", "-C", folder, ...settings.get("arguments")],
    options: { cwd: folder },
  };
  const watched = new vscode.RelativePattern(uri, "{content,themes}/**");
  const watcher = vscode.workspace.createFileSystemWatcher(watched);
  const glob = `${folder.replace(/\\/g, "/")}/{content,themes}/**/*`;
  const client = new LanguageClient("wellspring", "Wellspring", server, {
    documentSelector: [{ scheme: "file", pattern: glob }],
    synchronize: { fileEvents: watcher },
    workspaceFolder: { uri, name: path.basename(folder), index: 0 },
  });
  clients.set(folder, { client, watcher });
  try {
    await client.start();
  } catch (error) {
    const program = server.command;
    vscode.window.showErrorMessage(
      `Wellspring: cannot start \`${program} lsp\`: ${error.message}. Set \`wellspring.path\`.`,
    );
  }
}

async function stopAll() {
  const running = [...clients.values()];
  clients.clear();
  for (const { client, watcher } of running) {
    watcher.dispose();
    // One that did not start has nothing to end.
    await client.stop().catch(() => undefined);
  }
}

async function startAll() {
  for (const folder of await sites()) {
    if (!clients.has(folder)) {
      await start(folder);
    }
  }
}

async function restart() {
  await stopAll();
  await startAll();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("wellspring.restart", restart),
    vscode.workspace.onDidChangeWorkspaceFolders(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("wellspring")) {
        restart();
      }
    }),
  );
  await startAll();
}

module.exports = { activate, deactivate: stopAll };
