
# The page size of every new file in this build.
proc suite_page_size {} {
  sqlite3 page_size_probe :memory:
  set size [page_size_probe one {PRAGMA page_size}]
  page_size_probe close
  return $size
}
