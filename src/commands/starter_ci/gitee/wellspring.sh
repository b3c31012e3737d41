# Installs Wellspring for the scripts beside this one, which read it with `source`.
# shellcheck shell=bash

# FILL IN: the https address of wellspring-@VERSION@-x86_64-unknown-linux-musl.tar.gz, where you or
# your office keep it. A variable of the pipeline with this name goes before what stands here.
: "${WELLSPRING_URL:=}"
# FILL IN: its SHA-256 checksum, from the file SHA256SUMS that was released with it.
: "${WELLSPRING_SHA256:=}"
# The version that these two stand for. To change it, change all three.
: "${WELLSPRING_VERSION:=@VERSION@}"

install_wellspring() {
  if [ -z "$WELLSPRING_URL" ] || [ -z "$WELLSPRING_SHA256" ]; then
    echo "fill in WELLSPRING_URL and WELLSPRING_SHA256 in .workflow/wellspring.sh" >&2
    return 1
  fi
  local folder found
  folder=$(mktemp -d)
  curl --fail --silent --show-error --location --proto '=https' --tlsv1.2 --retry 3 \
    --output "$folder/wellspring.tar.gz" "$WELLSPRING_URL"
  echo "$WELLSPRING_SHA256  $folder/wellspring.tar.gz" | sha256sum --check --strict
  tar -xzf "$folder/wellspring.tar.gz" -C "$folder" --strip-components 1
  export PATH="$folder:$PATH"
  found=$(wellspring --version)
  if [ "$found" != "wellspring $WELLSPRING_VERSION" ]; then
    echo "WELLSPRING_VERSION is $WELLSPRING_VERSION, but what was installed is $found" >&2
    return 1
  fi
}
