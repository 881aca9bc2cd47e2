# shellcheck shell=bash disable=SC2016,SC2154
# Small edits of the copy of SQLite's source. suite_vfs.c explains the commands they use. Uses: source_tree, parts.

# replace FILE OLD NEW: every OLD in FILE becomes NEW; fails when there is none.
replace() {
  OLD=$2 NEW=$3 perl -0pi -e '$found += s/\Q$ENV{OLD}\E/$ENV{NEW}/g; END { $? = $found ? 0 : 1 }' "$1" ||
    { echo "$1 no longer contains: $2" >&2 && return 1; }
}

adapt_source() {
  local test=$source_tree/test
  # New files get the reserve of the mode: SQLite has no setting for it that reaches attached files.
  replace "$source_tree/src/btree.c" 'nReserve = 0;' \
    '{ extern int suite_default_reserve; nReserve = suite_default_reserve; }'
  replace "$source_tree/src/test_tclsh.c" 'Sqlitetest1_Init(interp);' \
    'Sqlitetest1_Init(interp); { extern void suite_commands(Tcl_Interp*); suite_commands(interp); }'
  # Each case that is run, and each that fails, is noted outside of what the tests print.
  replace "$test/tester.tcl" $'  incr_ntest\n  output1 -nonewline $name...' \
    $'  incr_ntest\n  suite_case ran $name\n  output1 -nonewline $name...'
  replace "$test/tester.tcl" $'  lappend f $name\n  set_test_counter fail_list $f' \
    $'  lappend f $name\n  suite_case failed $name\n  set_test_counter fail_list $f'
  # SQLite's own simulated devices must lie under ours: they tear sealed sectors, not plain ones.
  replace "$test/tester.tcl" 'puts $f "sqlite3_crash_enable 1 $dfltvfs"' \
    'puts $f "suite_under; sqlite3_crash_enable 1 $dfltvfs; suite_over crash $dfltvfs"'
  replace "$test/tester.tcl" 'puts $f "sqlite3_crash_on_write $nDelay"' \
    'puts $f "suite_under; sqlite3_crash_on_write $nDelay; suite_over writecrash"'
  replace "$test/walcrash4.test" 'sqlite3_crash_enable 1' \
    'suite_under; sqlite3_crash_enable 1; suite_over crash'
  cat "$parts"/{cases,simulated-devices,page-size}.tcl >>"$test/tester.tcl"
  # backup_ioerr injects one error later each time until a whole backup succeeds. To a target with pages of another
  # size none ever does: we refuse them. It would go on for ever.
  replace "$test/backup_ioerr.test" 'iDestPagesize {512 1024 4096}' 'iDestPagesize [suite_page_size]'
  # pagerfault-2 makes its journal by a VACUUM to another page size, which we refuse. It then leaves a VFS behind that
  # saves the files at every sync, over those that later loops start from. With one page size it makes the same journal.
  replace "$test/pagerfault.test" $'    PRAGMA page_size = 1024;\n    VACUUM;\n  }\n  db close\n  tv delete' \
    $'    VACUUM;\n  }\n  db close\n  tv delete'
  # pagerfault-21 wants reserved bytes, and writes their number into page 1 by hand. Our files have some anyway.
  replace "$test/pagerfault.test" $'  hexio_write test.db 20    10\n  hexio_write test.db 105 03F0\n' ''
  # vacuum3 injects faults into a VACUUM to another page size, which we refuse: the file would stop at the first loop.
  # With one page size the loops inject the same faults into the same statement.
  replace "$test/vacuum3.test" $'-sqlbody {\n  PRAGMA page_size = 4096;\n  VACUUM;' $'-sqlbody {\n  VACUUM;'
  replace "$test/vacuum3.test" $'-sqlbody {\n  PRAGMA page_size = 512;\n  VACUUM;' $'-sqlbody {\n  VACUUM;'
  replace "$test/vacuum3.test" $'-sqlbody {\n    PRAGMA page_size = 512;\n    VACUUM;' $'-sqlbody {\n    VACUUM;'
  # So does pagerfault-26, whose only statement is such a VACUUM.
  replace "$test/pagerfault.test" $'    INSERT INTO t1 VALUES(1, 2);\n    PRAGMA page_size = 4096;\n  }\n} -body' \
    $'    INSERT INTO t1 VALUES(1, 2);\n  }\n} -body'
  replace "$test/pagerfault.test" '$testrc==0 && $sz!=4096*3' '$testrc==0 && $sz!=1024*3'
  # ioerr-16 asks for pages of 1,024 when PRAGMA auto_vacuum has already made the file: with another default size its
  # VACUUM would change them. In the other order it is the same test with every default.
  replace "$test/ioerr.test" $'    PRAGMA auto_vacuum=INCREMENTAL;\n    PRAGMA page_size=1024;\n    BEGIN;' \
    $'    PRAGMA page_size=1024;\n    PRAGMA auto_vacuum=INCREMENTAL;\n    BEGIN;'
  # walfault-14 knows by heart how many frames its log has: nine, with pages of 1,024 and no reserve. They are counted.
  replace "$test/walfault.test" $'  faultsim_save_and_close\n} {}\ndo_faultsim_test walfault-14' \
    $'  set ::frames [expr {([file size test.db-wal] - 32) / ([suite_page_size] + 24)}]
  faultsim_save_and_close\n} {}\ndo_faultsim_test walfault-14'
  replace "$test/walfault.test" 'faultsim_test_result {0 {0 9 9}}' 'faultsim_test_result "0 {0 $::frames $::frames}"'
}
