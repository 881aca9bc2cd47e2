
# Notes each case that is run and each that fails, for the comparison with the other modes.
proc suite_case {what name} {
  if {![info exists ::env(SEALED_SUITE_CASES)]} return
  if {![info exists ::suite_case_file]} {
    set ::suite_case_file [open $::env(SEALED_SUITE_CASES) a]
    fconfigure $::suite_case_file -buffering line
  }
  puts $::suite_case_file "$what [string map [list \n { }] $name]"
}
