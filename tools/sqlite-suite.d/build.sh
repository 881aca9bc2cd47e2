# shellcheck shell=bash disable=SC2016,SC2154
# Compiles SQLite's test fixture with our VFS. Uses: scratch, parts, project, source_tree, jobs.

# fixture_folder PAGE_SIZE VARIANT: where the fixture of a build is. VARIANT is "" or "checked".
fixture_folder() { echo "$scratch/build-$1${2:+-$2}"; }

# build_fixture PAGE_SIZE VARIANT: compiles SQLite once, and our VFS whenever it changed. The variant "checked" has
# SQLite's own assertions and AddressSanitizer in everything, and UndefinedBehaviorSanitizer in our VFS.
#
# A temporary file holds one plain block here, and sixteen in the product: those of the tests are so small that they
# would never be sealed, and no fault could be injected into them.
build_fixture() {
  local build checks=() ours=(-DNDEBUG -DCACHED_BLOCKS=1)
  build=$(fixture_folder "$1" "$2")
  if [[ $2 == checked ]]; then
    checks=(-fsanitize=address -fno-omit-frame-pointer)
    ours=("${checks[@]}" -fsanitize=undefined -fno-sanitize-recover=undefined)
  fi
  mkdir -p "$build/objects"
  local stamp
  stamp=$(fixture_stamp)
  rm -f "$build/testfixture.made-of"
  [[ -f $build/objects/.done ]] || compile_sqlite "$build" "$1" "$2" "${checks[*]}"
  nice gcc -g -O2 "${ours[@]}" -D_GNU_SOURCE -DSEALED_VFS_TESTING -Wall -Wextra -I"$build" -I"$source_tree/src" \
    -I/usr/include/tcl8.6 -I"$project/Sources/CSealedVFS/include" -I"$project/Sources/CSealedVFS" \
    -o "$build/testfixture" "$build"/objects/*.o "$project"/Sources/CSealedVFS/*.c "$parts/suite_vfs.c" \
    -ltcl8.6 -lsodium -lm -lz -lpthread -ldl
  # Results are kept under what their fixture was made of: it must be what it seems.
  [[ $stamp == "$(fixture_stamp)" ]] || fail "la couche scellée a changé pendant la compilation ; relancez."
  echo "$stamp" >"$build/testfixture.made-of"
}

# fixture_stamp: the recipe and our VFS. Bench.made_of in results.py does the same.
fixture_stamp() {
  (
    export LC_ALL=C
    cat "$parts"/{adapt.sh,build.sh,suite_vfs.c} "$parts"/*.tcl \
      $(find "$project/Sources/CSealedVFS" -name '*.[ch]' | sort)
  ) | sha256sum | cut -c1-16
}

# compile_sqlite FOLDER PAGE_SIZE VARIANT CHECKS: SQLite and its fixture, as its own makefile would, with our options.
compile_sqlite() {
  local debug=-DNDEBUG sources compile source
  say "Compilation de SQLite ${source_tree:+$(<"$source_tree/VERSION")} et de son banc d'essai, pages de $2 ${3:+($3)}"
  [[ $3 != checked ]] || debug=-DSQLITE_DEBUG=1
  (cd "$1" && "$source_tree/configure" --disable-readline --enable-fts4 --enable-fts5 \
    --enable-rtree --enable-session --enable-update-limit >configure.log 2>&1 && make sqlite3.c >make.log 2>&1)
  local defines='-DSQLITE_EXTRA_INIT=suite_init -DSQLITE_ENABLE_SNAPSHOT -DSQLITE_ENABLE_UNLOCK_NOTIFY'
  defines+=' -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_COLUMN_METADATA'
  printf 'list:\n\t@echo $(TESTFIXTURE_SRC)\n\t@echo $(TCC) $(TEMP_STORE) $(TESTFIXTURE_FLAGS)\n' >"$1/list.mk"
  (cd "$1" && make -s -f Makefile -f list.mk list USE_AMALGAMATION=1 OPTS="$defines" >list.txt)
  { read -r sources && read -r compile; } <"$1/list.txt"
  compile=${compile/-DSQLITE_DEFAULT_PAGE_SIZE=1024/-DSQLITE_DEFAULT_PAGE_SIZE=$2}
  compile=${compile/-DNDEBUG/$debug}
  for source in $sources; do
    echo "$source"
  done | (cd "$1" && xargs -P "$jobs" -I{} sh -c \
    'nice '"$compile $4"' -DSQLITE_NO_SYNC=1 -w -c "$1" -o objects/$(basename "$1" .c).o' sh {})
  touch "$1/objects/.done"
}
