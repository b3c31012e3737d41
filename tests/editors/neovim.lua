-- Opens the example site in Neovim with the configuration of docs/editors.md, types, and looks at
-- what the editor shows.
--
--   nvim -l tests/editors/neovim.lua WELLSPRING     WELLSPRING is the program
--
-- The Neovim that runs this starts another one of its kind, whose keys it presses: so what is tried
-- is what keys do, and a message that waits for an answer does not hold up the test.

-- Milliseconds: for one answer, and for all.
local WAIT = 20000
local LONGEST = 300000
local PAGE = "content/pages/reports/2022-annual.en.md"
local PROJECT = "content/data/projects/douyin-base.yaml"

local passed, failed = 0, 0

local function say(line)
  io.stdout:write(line, "\n")
  io.stdout:flush()
end

local function finish()
  say(("neovim: %d passed, %d failed"):format(passed, failed))
  -- Neovim then removes the scratch folder.
  vim.cmd("cquit " .. (failed == 0 and 0 or 1))
end

-- An editor that asks something nobody answers would hold up everything.
vim.loop.new_timer():start(LONGEST, 0, function()
  say("neovim: not done in time")
  os.exit(1)
end)

local function read(path)
  local file = assert(io.open(path))
  local text = file:read("a")
  file:close()
  return text
end

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

--- The block of docs/editors.md for this version.
local function configuration(docs)
  local heading = vim.fn.has("nvim-0.11") == 1 and "From version 0.11 on" or "In version 0.10"
  local from = assert(docs:find(heading, 1, true), heading)
  return assert(docs:match("```lua\n(.-)```", from))
end

local root = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h:h:h")
local program = vim.fn.fnamemodify(assert(arg[1], "which program?"), ":p")
-- Links in the path of the scratch folder are another matter than this test's.
local scratch = vim.loop.fs_realpath(vim.fn.fnamemodify(vim.fn.tempname(), ":h"))
local site = scratch .. "/招商 report"
local config = scratch .. "/config/nvim"
for _, folder in ipairs({ site, config, scratch .. "/bin", scratch .. "/data", scratch .. "/state" }) do
  vim.fn.mkdir(folder, "p")
end
vim.fn.system({ "cp", "-R", root .. "/content", site .. "/content" })
assert(vim.v.shell_error == 0, "the example site can be copied")
assert(vim.loop.fs_symlink(program, scratch .. "/bin/wellspring"))
write(config .. "/init.lua", configuration(read(root .. "/docs/editors.md")))

local editor

local function start(extra)
  local command = { vim.v.progpath, "--embed", "--headless" }
  vim.list_extend(command, extra or {})
  editor = vim.fn.jobstart(command, {
    rpc = true,
    cwd = scratch,
    env = {
      PATH = scratch .. "/bin:" .. vim.env.PATH,
      XDG_CONFIG_HOME = scratch .. "/config",
      XDG_DATA_HOME = scratch .. "/data",
      XDG_STATE_HOME = scratch .. "/state",
    },
  })
  assert(editor > 0, "Neovim starts")
  vim.rpcrequest(editor, "nvim_ui_attach", 120, 40, {})
end

local function stop()
  pcall(vim.rpcrequest, editor, "nvim_command", "qall!")
  vim.fn.jobwait({ editor }, WAIT)
end

--- Runs Lua in the editor that is tried.
local function lua(code, ...)
  return vim.rpcrequest(editor, "nvim_exec_lua", code, { ... })
end

local function press(keys)
  vim.rpcrequest(editor, "nvim_input", keys)
end

--- What a piece of Lua gives in the editor, as soon as it gives something.
local function wait_for(code, ...)
  local arguments, found = { ... }, nil
  vim.wait(WAIT, function()
    if vim.rpcrequest(editor, "nvim_get_mode").blocking then return false end
    found = lua(code, unpack(arguments))
    return found ~= nil and found ~= vim.NIL and found ~= false
  end, 20)
  return found
end

--- Waits until the editor asks for something.
local function wait_for_prompt()
  vim.wait(WAIT, function()
    return vim.rpcrequest(editor, "nvim_get_mode").mode:find("^[cr]")
  end, 20)
end

local function check(name, holds, shown)
  if holds and holds ~= vim.NIL then
    passed = passed + 1
  else
    failed = failed + 1
    say(name .. ": " .. vim.inspect(shown == nil and holds or shown))
    -- A question in the way would hold up what comes next.
    if vim.rpcrequest(editor, "nvim_get_mode").blocking then press("<C-c>") end
  end
end

--- Opens a file of the site.
local function open(path)
  lua("vim.cmd.edit(...)", site .. "/" .. path)
  return wait_for("return #(vim.lsp.get_clients or vim.lsp.get_active_clients)({ bufnr = 0 }) > 0")
end

--- Sets the cursor on a text, as far into it as `|` says.
local function place(around)
  local before, after = around:match("^(.*)|(.*)$")
  local line = lua([[
    local before, after = ...
    for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
      local at = line:find(before .. after, 1, true)
      if at then
        vim.api.nvim_win_set_cursor(0, { number, at - 1 + #before })
        return number
      end
    end]], before, after)
  assert(line ~= vim.NIL, around)
end

--- Waits until the problems of the open file, a line each, are so many, and tells them.
local function problems(n)
  return wait_for([[
    local found = vim.diagnostic.get(0)
    if #found ~= ... then return end
    local function shown(one) return ("%s: %s"):format(one.code, one.message) end
    return vim.tbl_map(shown, found)]], n)
end

local function has(list, part)
  return type(list) == "table" and vim.tbl_contains(vim.tbl_map(function(text)
    return text:find(part, 1, true) ~= nil
  end, list), true)
end

local FLOAT = [[
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
    end
  end]]

--- What the cursor stands on: the end of the path, the line and its text.
local WHERE = [[
  local line = vim.api.nvim_win_get_cursor(0)[1]
  return ("%s:%d: %s"):format(vim.api.nvim_buf_get_name(0), line, vim.api.nvim_get_current_line())]]

-- The keys that an editor without mappings has for each of these, or the command.
local new = vim.fn.has("nvim-0.11") == 1
local keys = {
  hover = new and "K" or ":lua vim.lsp.buf.hover()<CR>",
  rename = new and "grn" or ":lua vim.lsp.buf.rename()<CR>",
  references = new and "grr" or ":lua vim.lsp.buf.references()<CR>",
  fix = new and "gra" or ":lua vim.lsp.buf.code_action()<CR>",
}

start()

local function try_attaching()
  check("the server is attached to a page", open(PAGE))
  -- Without it everything else would only take long to fail.
  if failed > 0 then finish() end
  local found = lua("return (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1].config.root_dir")
  check("its root is the site", found == site, found)
  check("there are no problems", problems(0))
end

local function try_problems()
  open(PROJECT)
  place("park: |central-area")
  press("cWcentral-aria<Esc>")
  local found = problems(1)
  check("a mistake is a problem", has(found, "unknown-reference: "), found)
  check("nothing is saved for it", read(site .. "/" .. PROJECT):find("park: central-area\n", 1, true))
  -- The fix is the only one, and is chosen from a list.
  press(keys.fix)
  wait_for_prompt()
  press("1<CR>")
  wait_for("return vim.api.nvim_get_current_line() == 'park: central-area'")
  local line = lua("return vim.api.nvim_get_current_line()")
  check("a fix is applied", line == "park: central-area", line)
  check("and the problem is gone", problems(0))
end

local function try_completion()
  place("park: |central-area")
  press("Ccen<C-x><C-o>")
  local found = wait_for([[
    local found = vim.fn.complete_info({ "items" }).items
    return #found > 0 and vim.tbl_map(function(item) return item.word end, found)]])
  check("ids are offered", has(found, "central-area"), found)
  press("<C-e><Esc>u")
  -- Of what is typed in a call.
  open(PAGE)
  place('{{ figure(of="signed-va|lue"')
  press("ct\"<C-x><C-o>")
  found = wait_for([[
    local found = vim.fn.complete_info({ "items" }).items
    return #found > 0 and vim.tbl_map(function(item) return item.word end, found)]])
  check("ids are offered in a call", has(found, "signed-value"), found)
  press("<C-y>")
  wait_for("return vim.fn.pumvisible() == 0")
  press("<Esc>")
  local line = lua("return vim.api.nvim_get_current_line()")
  check("and taken over whole", line:find('{{ figure(of="signed-value", in="2022") }}', 1, true), line)
end

local function try_reading()
  place('{{ figure(of="signed-va|lue"')
  press(keys.hover)
  local found = wait_for(FLOAT)
  check("hover tells of an indicator", has(found, "Total value of newly signed projects"), found)
  press("jk")
  wait_for("return #vim.api.nvim_list_wins() == 1")
  place('{{ fig|ure(of="signed-value"')
  press(keys.hover)
  found = wait_for(FLOAT)
  check("hover tells the figure", has(found, "- zh: 383.8亿元"), found)
  press("jk")
  wait_for("return #vim.api.nvim_list_wins() == 1")
  place('{{ figure(of="signed-va|lue"')
  press("<C-]>")
  wait_for("return vim.api.nvim_buf_get_name(0):find('indicators.yaml', 1, true)")
  found = lua(WHERE)
  check("an id leads to its record", found:find("data/indicators.yaml:1: - id: signed-value", 1, true), found)
  press(keys.references)
  found = wait_for([[
    local function shown(one)
      return ("%s: %s"):format(vim.api.nvim_buf_get_name(one.bufnr), one.text)
    end
    local found = vim.tbl_map(shown, vim.fn.getqflist())
    return #found > 0 and found]])
  check("a record knows where it is named",
    has(found, "observations.yaml:   indicator: signed-value") and has(found, "2022-annual.zh.md: "), found)
  press(":cclose<CR>")
end

--- Gives the record at the cursor another id, and saves all.
local function rename(old, id)
  press(keys.rename)
  wait_for_prompt()
  press("<C-u>" .. id .. "<CR>")
  wait_for("return vim.fn.search(..., 'cnw') == 0", old)
  press(":silent wall<CR>")
  wait_for("return #vim.fn.getbufinfo({ bufmodified = 1 }) == 0")
end

local function try_renaming()
  open(PAGE)
  place('{{ figure(of="signed-va|lue"')
  rename("signed-value", "contracted")
  local found = read(site .. "/" .. PAGE)
  check("a record has another id where it is named",
    found:find('of="contracted"', 1, true) and found:find("indicators.yaml#contracted", 1, true)
      and not found:find("signed-value", 1, true), found)
  check("and in files that were not open",
    read(site .. "/content/data/observations.yaml"):find("indicator: contracted\n", 1, true))
  -- Of a record that has a file of its own, the file gets the name.
  place("projects/qing|da-shixun.yaml")
  rename("qingda-shixun", "qingda")
  check("a file has the name of its record",
    vim.loop.fs_stat(site .. "/content/data/projects/qingda.yaml")
      and not vim.loop.fs_stat(site .. "/content/data/projects/qingda-shixun.yaml"))
  check("and is named so", read(site .. "/" .. PAGE):find("(../../data/projects/qingda.yaml)", 1, true))
  local said = vim.fn.system({ program, "check", "--strict", "-C", site })
  check("the site is whole", vim.v.shell_error == 0, said)
  check("and the editor says so", wait_for("return #vim.diagnostic.get() == 0"))
end

local function try_other_programs()
  -- What another program writes, such as a spreadsheet or git, while the file is not open.
  local path = site .. "/content/data/parks.yaml"
  local text = read(path)
  write(path, (text:gsub("^%- id: ", "- idd: ")))
  local found = wait_for("return vim.diagnostic.get()[1] and vim.diagnostic.get()[1].message")
  check("what another program writes is read", found)
  write(path, text)
  check("and what it writes then, too", wait_for("return #vim.diagnostic.get() == 0"))
end

local function try_outside()
  write(scratch .. "/notes.md", "# Notes\n")
  lua("vim.cmd.edit(...)", scratch .. "/notes.md")
  vim.wait(500)
  check("a file outside has no server",
    lua("return #(vim.lsp.get_clients or vim.lsp.get_active_clients)({ bufnr = 0 })") == 0)
end

try_attaching()
try_problems()
try_completion()
try_reading()
try_renaming()
try_other_programs()
try_outside()
stop()
finish()
