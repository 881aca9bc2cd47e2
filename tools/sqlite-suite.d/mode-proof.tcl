# Proves that the fixture really runs in the mode it was asked for: by the name
# of the VFS, and by looking for a known text in the file.
set mode $::env(SEALED_SUITE_MODE)
sqlite3 db proof.db
db eval {CREATE TABLE t(a); INSERT INTO t VALUES('a text that must not be seen')}
set name [file_control_vfsname db]
db close
set file [open proof.db rb]
set bytes [read $file]
set seen [expr {[string first {a text that must not be seen} $bytes] >= 0}]
binary scan $bytes @20cu reserve
close $file
switch $mode {
  plain   { set expected {unix 0 1} }
  reserve { set expected {unix 48 1} }
  null    { set expected {sealed/unix 48 1} }
  sealed  { set expected {sealed/unix 48 0} }
}
if {[list $name $reserve $seen] ne $expected} {
  puts "mode $mode: expected $expected, got $name $reserve $seen"
  exit 1
}
exit 0
