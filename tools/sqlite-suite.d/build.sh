# shellcheck shell=bash disable=SC2016,SC2154
# Fetches SQLite's source as Debian ships it, adapts the copy, builds the test fixture.
# Uses: scratch, parts, project, page_size, sanitizer. Sets: source_tree, fixture.

# Debian's source package, through a private list so that the machine's own is left alone.
fetch_source() {
  source_tree=$scratch/source
  local adapted
  adapted=$source_tree/.adapted-$(cat "$parts"/{build.sh,*.tcl} | sha256sum | cut -c1-16)
  [[ -f $adapted ]] && return
  rm -rf "$source_tree"
  [[ -n $(find_archive) ]] || download_source
  mkdir "$source_tree"
  tar -xf "$(find_archive)" -C "$source_tree" --strip-components=1
  adapt_source
  touch "$adapted"
}

find_archive() { find "$scratch" -maxdepth 1 -name 'sqlite3_*.orig.tar.xz' | sort -V | tail -1; }

download_source() {
  local apt=$scratch/apt
  mkdir -p "$apt/lists/partial"
  sed 's/^Types:.*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >"$apt/source.sources"
  local options=(-qq -o "Dir::Etc::sourcelist=$apt/source.sources" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$apt/lists" -o APT::Sandbox::User=root)
  (cd "$scratch" && apt-get "${options[@]}" update &&
    apt-get "${options[@]}" source --download-only sqlite3) >&2
}

# replace FILE OLD NEW: every OLD in FILE becomes NEW; fails when there is none.
replace() {
  OLD=$2 NEW=$3 perl -0pi -e '$found += s/\Q$ENV{OLD}\E/$ENV{NEW}/g; END { $? = $found ? 0 : 1 }' "$1" ||
    { echo "$1 no longer contains: $2" >&2 && return 1; }
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
  cat "$parts/simulated-devices.tcl" "$parts/page-size.tcl" >>"$test/tester.tcl"
  # backup_ioerr injects one error later each time until a whole backup succeeds. To a target with pages of another
  # size none ever does: we refuse them. It would go on for ever.
  replace "$test/backup_ioerr.test" 'iDestPagesize {512 1024 4096}' 'iDestPagesize [suite_page_size]'
  # pagerfault-2 makes its journal by a VACUUM to another page size, which we refuse. It then leaves a VFS behind that
  # saves the files at every sync, over those that later loops start from. With one page size it makes the same journal.
  replace "$test/pagerfault.test" $'    PRAGMA page_size = 1024;\n    VACUUM;\n  }\n  db close\n  tv delete' \
    $'    VACUUM;\n  }\n  db close\n  tv delete'
  # pagerfault-21 wants reserved bytes, and writes their number into page 1 by hand. Our files have some anyway.
  replace "$test/pagerfault.test" $'  hexio_write test.db 20    10\n  hexio_write test.db 105 03F0\n' ''
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
