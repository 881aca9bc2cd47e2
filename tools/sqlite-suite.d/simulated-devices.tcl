
# The simulated devices `devsym` and `writecrash` lie under the sealed VFS, which
# takes their names.
if {[info commands suite_simulate_device] eq ""
 && [info commands sqlite3_simulate_device] ne ""} {
  rename sqlite3_simulate_device suite_simulate_device
  proc sqlite3_simulate_device {args} {
    suite_under
    set result [uplevel 1 suite_simulate_device $args]
    suite_over devsym
    suite_over writecrash
    return $result
  }
}
