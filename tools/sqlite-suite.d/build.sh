# shellcheck shell=bash disable=SC2016,SC2154
# Fetches SQLite's source as Debian ships it, adapts the copy, builds the test fixture.
# Uses: scratch, parts, project, page_size, sanitizer. Sets: source_tree, fixture.

# Debian's source package, through a private list so that the machine's own is left alone.
fetch_source() {
  source_tree=$scratch/source
  [[ -f $source_tree/.adapted ]] && return
  rm -rf "$source_tree"
  local apt=$scratch/apt
  mkdir -p "$apt/lists/partial"
  sed 's/^Types:.*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >"$apt/source.sources"
  local options=(-qq -o "Dir::Etc::sourcelist=$apt/source.sources" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$apt/lists" -o APT::Sandbox::User=root)
  (cd "$scratch" && apt-get "${options[@]}" update &&
    apt-get "${options[@]}" source --download-only sqlite3) >&2
  local archive
  archive=$(find "$scratch" -maxdepth 1 -name 'sqlite3_*.orig.tar.xz' | sort -V | tail -1)
  mkdir "$source_tree"
  tar -xf "$archive" -C "$source_tree" --strip-components=1
  adapt_source
  touch "$source_tree/.adapted"
}

# replace FILE OLD NEW: every OLD in FILE becomes NEW; fails when there is none.
replace() {
  grep -qF -- "$2" "$1" || { echo "$1 no longer contains: $2" >&2 && return 1; }
  OLD=$2 NEW=$3 perl -0pi -e 's/\Q$ENV{OLD}\E/$ENV{NEW}/g' "$1"
}

# Small edits of the copy. suite_vfs.c explains the commands they use.
adapt_source() {
  local test=$source_tree/test
  # New files get the reserve of the mode: SQLite has no setting for it that reaches attached files.
  replace "$source_tree/src/btree.c" 'nReserve = 0;' \
    '{ extern int suite_default_reserve; nReserve = suite_default_reserve; }'
  replace "$source_tree/src/test_tclsh.c" 'Sqlitetest1_Init(interp);' \
    'Sqlitetest1_Init(interp); { extern void suite_commands(Tcl_Interp*); suite_commands(interp); }'
  # SQLite's own simulated devices must lie under ours: they tear sealed sectors, not plain ones.
  replace "$test/tester.tcl" 'puts $f "sqlite3_crash_enable 1 $dfltvfs"' \
    'puts $f "suite_under; sqlite3_crash_enable 1 $dfltvfs; suite_over crash $dfltvfs"'
  replace "$test/tester.tcl" 'puts $f "sqlite3_crash_on_write $nDelay"' \
    'puts $f "suite_under; sqlite3_crash_on_write $nDelay; suite_over writecrash"'
  replace "$test/walcrash4.test" 'sqlite3_crash_enable 1' \
    'suite_under; sqlite3_crash_enable 1; suite_over crash'
  cat "$parts/simulated-devices.tcl" >>"$test/tester.tcl"
}

# Compiles SQLite and its fixture once per page size, and ours whenever it changed.
build_fixture() {
  local build=$scratch/build-$page_size
  fixture=$build/testfixture${sanitizer:+-$sanitizer}
  mkdir -p "$build/objects"
  if [[ ! -f $build/objects/.done ]]; then
    echo "building SQLite's test fixture (about a minute)" >&2
    (cd "$build" && "$source_tree/configure" --disable-readline --enable-fts4 --enable-fts5 \
      --enable-rtree --enable-session --enable-update-limit >configure.log 2>&1 &&
      make sqlite3.c >make.log 2>&1)
    local defines='-DSQLITE_EXTRA_INIT=suite_init -DSQLITE_ENABLE_SNAPSHOT -DSQLITE_ENABLE_UNLOCK_NOTIFY
      -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_COLUMN_METADATA'
    printf 'list:\n\t@echo $(TESTFIXTURE_SRC)\n\t@echo $(TCC) $(TEMP_STORE) $(TESTFIXTURE_FLAGS)\n' \
      >"$build/list.mk"
    (cd "$build" && make -s -f Makefile -f list.mk list USE_AMALGAMATION=1 OPTS="${defines//$'\n'/}" \
      >list.txt)
    local sources compile source
    { read -r sources && read -r compile; } <"$build/list.txt"
    compile=${compile/-DSQLITE_DEFAULT_PAGE_SIZE=1024/-DSQLITE_DEFAULT_PAGE_SIZE=$page_size}
    for source in $sources; do
      echo "$source"
    done | (cd "$build" && xargs -P "$jobs" -I{} sh -c \
      'nice '"$compile"' -DSQLITE_NO_SYNC=1 -w -c "$1" -o objects/$(basename "$1" .c).o' sh {})
    touch "$build/objects/.done"
  fi
  local includes
  includes="-I$build -I$source_tree/src -I/usr/include/tcl8.6 -I$project/Sources/CSealedVFS/include"
  # shellcheck disable=SC2086
  nice gcc -g -O2 ${sanitizer:+-fsanitize=address} -DNDEBUG -D_GNU_SOURCE -DSEALED_VFS_TESTING -Wall -Wextra $includes \
    -I"$project/Sources/CSealedVFS" -o "$fixture" "$build"/objects/*.o \
    "$project"/Sources/CSealedVFS/*.c "$parts/suite_vfs.c" \
    -ltcl8.6 -lsodium -lm -lz -lpthread -ldl
}
