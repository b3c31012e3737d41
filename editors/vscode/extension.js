// Starts `wellspring lsp` for each site that is open, and ends it.

"use strict";

const { execFile } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** What makes a folder a site. */
const SETTINGS = "content/site.yaml";
/** How many sites of a workspace have a server. */
const MOST = 20;

/** The running servers by the folders of their sites. */
const clients = new Map();

/** What is being done: what comes next waits for it, or a server that is about to start is never ended. */
let doing = Promise.resolve();

function next(work) {
  doing = doing.then(work).catch((error) => {
    vscode.window.showErrorMessage(`Wellspring: ${error?.message ?? error}`);
  });
  return doing;
}

/** The folders that hold a site. */
async function sites() {
  const found = await vscode.workspace.findFiles(`**/${SETTINGS}`, "**/node_modules/**", MOST);
  const folders = found
    .filter((file) => file.scheme === "file")
    .map((file) => path.dirname(path.dirname(file.fsPath)));
  // Who opens `content` itself means its site.
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const site = path.dirname(uri.fsPath);
    if (path.basename(uri.fsPath) === "content" && fs.existsSync(path.join(site, SETTINGS))) {
      folders.push(site);
    }
  }
  return [...new Set(folders)];
}

/** The program for a site. A path that is not absolute is one in the site folder. */
function programFor(folder, settings) {
  const program = settings.get("path").trim() || "wellspring";
  return /[\\/]/.test(program) ? path.resolve(folder, program) : program;
}

/**
 * Why a program cannot be used, or nothing if it can. Asked first, since the client has no word
 * for it that helps.
 */
function trouble(program, options) {
  return new Promise((answer) => {
    execFile(program, ["lsp", "--help"], { ...options, timeout: 20000 }, (error, _, said) => {
      if (!error) {
        answer(undefined);
      } else if (error.code === "ENOENT") {
        answer(
          path.isAbsolute(program)
            ? `there is no program \`${program}\``
            : `there is no program \`${program}\` in the folders of PATH, as this editor knows it`,
        );
      } else {
        answer(`\`${program} lsp\` does not run: ${said.trim().split("\n")[0] || error.message}`);
      }
    });
  });
}

/** Says that nothing works, once, and leads to the setting. */
async function tell(why) {
  const choice = "Open Settings";
  const hint = "Install Wellspring, or name the program in the setting `wellspring.path`.";
  if ((await vscode.window.showErrorMessage(`Wellspring: ${why}. ${hint}`, choice)) === choice) {
    // Where the program is elsewhere than the window, its settings are, too.
    const settings = vscode.env.remoteName ? "openRemoteSettings" : "openSettings";
    vscode.commands.executeCommand(`workbench.action.${settings}`, { query: "wellspring.path" });
  }
}

function environment() {
  // Messages are in the language of the editor, unless the environment says another.
  const isChinese = vscode.env.language.startsWith("zh");
  return isChinese ? { WELLSPRING_LANG: "zh", ...process.env } : { ...process.env };
}

/** Behind a function that was chosen from the list, its arguments are listed at once. */
async function completion(document, position, context, token, answer) {
  const found = await answer(document, position, context, token);
  for (const item of found?.items ?? found ?? []) {
    const text = item.insertText?.value ?? item.insertText ?? "";
    if (/[("]$/.test(text)) {
      item.command = { command: "editor.action.triggerSuggest", title: "" };
    }
  }
  return found;
}

async function start(folder, told) {
  const uri = vscode.Uri.file(folder);
  const settings = vscode.workspace.getConfiguration("wellspring", uri);
  const command = programFor(folder, settings);
  // Not the site folder: Windows would look there for the program, before it looks in PATH.
  const options = { cwd: os.homedir(), env: environment() };
  const why = await trouble(command, options);
  if (why !== undefined) {
    if (!told.has(why)) {
      told.add(why);
      tell(why);
    }
    return;
  }
  const server = { command, args: ["lsp", "-C", folder, ...settings.get("arguments")], options };
  // Relative to the folder, in whose name brackets are no pattern then.
  const inside = new vscode.RelativePattern(uri, "{content,themes}/**");
  const watcher = vscode.workspace.createFileSystemWatcher(inside);
  const name = path.basename(folder);
  const client = new LanguageClient("wellspring", `Wellspring (${name})`, server, {
    documentSelector: [{ scheme: "file", pattern: inside }],
    synchronize: { fileEvents: watcher },
    workspaceFolder: { uri, name, index: 0 },
    middleware: { provideCompletionItem: completion },
  });
  clients.set(folder, { client, watcher });
  await client.start().catch((error) => {
    tell(`\`${command} lsp\` does not start: ${error?.message ?? error}`);
  });
}

async function stop(folder) {
  const { client, watcher } = clients.get(folder);
  clients.delete(folder);
  watcher.dispose();
  // One that did not start has nothing to end.
  await client.dispose().catch(() => undefined);
}

async function stopAll() {
  for (const folder of [...clients.keys()]) {
    await stop(folder);
  }
}

/** Starts a server for each site that has none, and ends those whose site is gone. */
async function follow() {
  const found = await sites();
  for (const folder of [...clients.keys()]) {
    if (!found.includes(folder)) {
      await stop(folder);
    }
  }
  const told = new Set();
  for (const folder of found) {
    if (!clients.has(folder)) {
      await start(folder, told);
    }
  }
  return found.length;
}

async function restart() {
  await stopAll();
  return follow();
}

async function restartByHand() {
  if ((await restart()) === 0) {
    vscode.window.showInformationMessage(
      `Wellspring: no folder of this workspace holds \`${SETTINGS}\`. \`wellspring init\` starts a site.`,
    );
  }
}

async function activate(context) {
  const settings = vscode.workspace.createFileSystemWatcher(`**/${SETTINGS}`, false, true, false);
  context.subscriptions.push(
    settings,
    settings.onDidCreate(() => next(follow)),
    settings.onDidDelete(() => next(follow)),
    vscode.commands.registerCommand("wellspring.restart", () => next(restartByHand)),
    vscode.workspace.onDidChangeWorkspaceFolders(() => next(follow)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("wellspring")) {
        next(restart);
      }
    }),
  );
  await next(follow);
}

module.exports = { activate, deactivate: () => next(stopAll) };
