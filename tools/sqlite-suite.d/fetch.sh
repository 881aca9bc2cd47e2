# shellcheck shell=bash disable=SC2154
# SQLite's source as Debian ships it, in the scratch folder. Uses: scratch, parts, adapt_source. Sets: source_tree.

# Debian's source package, through a private list so that the machine's own is left alone. It is adapted once.
fetch_source() {
  source_tree=$scratch/source
  local adapted
  adapted=$source_tree/.adapted-$(cat "$parts"/{adapt.sh,*.tcl} | sha256sum | cut -c1-16)
  [[ ! -f $adapted ]] || return 0
  rm -rf "$source_tree" "$scratch"/build-*
  [[ -n $(find_archive) ]] || download_source
  mkdir "$source_tree"
  tar -xf "$(find_archive)" -C "$source_tree" --strip-components=1
  adapt_source
  touch "$adapted"
}

# The source of the version that is linked, if it is there already.
find_archive() {
  find "$scratch" -maxdepth 1 -name "sqlite3_$(linked_version).orig.tar.xz"
}

linked_version() { pkg-config --modversion sqlite3; }

download_source() {
  local apt=$scratch/apt list=/etc/apt/sources.list.d/debian.sources
  mkdir -p "$apt/lists/partial"
  : >"$apt/source.list"
  : >"$apt/source.sources"
  if [[ -f $list ]]; then
    sed 's/^Types:.*/Types: deb-src/' "$list" >"$apt/source.sources"
    local chosen=$apt/source.sources
  else
    sed -nE 's/^deb(-src)? /deb-src /p' /etc/apt/sources.list | sort -u >"$apt/source.list"
    local chosen=$apt/source.list
  fi
  local options=(-qq -o "Dir::Etc::sourcelist=$chosen" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$apt/lists"
    -o APT::Sandbox::User=root -o Acquire::Retries=2 -o Acquire::http::Timeout=30)
  (cd "$scratch" && apt-get "${options[@]}" update && apt-get "${options[@]}" source --download-only sqlite3) \
    >"$apt/log" 2>&1 || true
  [[ -n $(find_archive) ]] || {
    tail -n 5 "$apt/log" >&2
    fail "les sources de SQLite $(linked_version) ne peuvent être téléchargées chez Debian : voyez le réseau."
  }
}
