#!/usr/bin/env bash
# Builds and verifies the report, and publishes it on a server of yours over ssh.
#
# On the server, let the web server serve the folder $DEPLOY_FOLDER/current: each publication is put
# beside it whole and then takes its place in one step.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source .workflow/wellspring.sh

# FILL IN, or set as variables of the pipeline: whom and where, as in `report@www.example.org` and
# `/srv/report`.
: "${DEPLOY_HOST:=}"
: "${DEPLOY_FOLDER:=}"
# FILL IN: the line of the server in `known_hosts`, as printed by `ssh-keyscan HOST`, once you have
# made sure that it is the server's.
: "${DEPLOY_KNOWN_HOST:=}"
# Set as a secret variable of the pipeline, never here: the private key that may log in there.
: "${DEPLOY_KEY:=}"

install_wellspring

wellspring build
wellspring verify output

if [ -z "$DEPLOY_HOST" ] || [ -z "$DEPLOY_FOLDER" ] || [ -z "$DEPLOY_KNOWN_HOST" ] || [ -z "$DEPLOY_KEY" ]; then
  echo "built and verified, but not published: fill in the variables of .workflow/publish.sh" >&2
  exit 1
fi
# They become a part of what the server's shell is told.
if [[ ! $DEPLOY_FOLDER =~ ^/[A-Za-z0-9._/-]+$ || $DEPLOY_HOST == -* ]]; then
  echo "DEPLOY_FOLDER is an absolute path of letters, digits and . _ - /" >&2
  exit 1
fi

secrets=$(mktemp -d)
trap 'rm -rf "$secrets"' EXIT
(umask 077 && printf '%s\n' "$DEPLOY_KEY" > "$secrets/key")
printf '%s\n' "$DEPLOY_KNOWN_HOST" > "$secrets/known_hosts"
on_server() {
  ssh -i "$secrets/key" -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes \
    -o UserKnownHostsFile="$secrets/known_hosts" "$DEPLOY_HOST" "$1"
}

release=$(date -u +%Y%m%dT%H%M%SZ)
tar -C output -cf - . |
  on_server "set -e; mkdir -p '$DEPLOY_FOLDER/releases/$release'; tar -xf - -C '$DEPLOY_FOLDER/releases/$release'"
# The link is exchanged in one step; of the older publications, four stay to go back to.
on_server "set -e; cd '$DEPLOY_FOLDER'; ln -sfn 'releases/$release' next; mv -T next current
  cd releases; ls -1 | sort -r | tail -n +6 | xargs -r rm -rf --"
echo "published as $DEPLOY_FOLDER/releases/$release"
