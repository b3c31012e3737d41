#!/usr/bin/env bash
# Checks the report, and tells what a pull request changes in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source .workflow/wellspring.sh

# FILL IN: the branch that is published.
: "${PUBLISHED_BRANCH:=master}"

install_wellspring

# 1: the content has errors. The script goes on to what changes, and fails at its end. To fail at
# warnings too, add `--strict`.
status=0
wellspring check || status=$?
[ "$status" -le 1 ] || exit "$status"

published=$(mktemp -d)
if git fetch --quiet --depth 1 origin "$PUBLISHED_BRANCH" &&
  git worktree add --quiet --force --detach "$published" FETCH_HEAD; then
  printf '\nWhat changes against %s\n\n' "$PUBLISHED_BRANCH"
  wellspring diff "$published" . ||
    echo "not compared: one of the two states cannot be read without errors"
  git worktree remove --force "$published"
else
  echo "not compared: the branch $PUBLISHED_BRANCH cannot be fetched from here"
fi
exit "$status"
