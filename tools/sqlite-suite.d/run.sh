# shellcheck shell=bash disable=SC2154
# Runs test files, one process and one clean folder each, and prints the table.
# Uses: parts, source_tree, fixture, modes, limit, jobs, files. Sets: workplace.

# The suite refuses to be root, and an unprivileged user may not see the scratch folder.
prepare_workplace() {
  workplace=$(mktemp -d /tmp/sqlite-suite.XXXXXX)
  as_user=()
  cp -r "$source_tree/test" "$workplace/test"
  # Some tests of extensions live beside them and are found from the tests' folder.
  cp -r "$source_tree/ext" "$workplace/ext"
  cp "$fixture" "$parts/mode-proof.tcl" "$workplace/"
  mkdir "$workplace/run"
  chmod 755 "$workplace"
  if ((EUID == 0)); then
    as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups --)
    chown nobody:nogroup "$workplace/run"
    chmod -R a+rX "$workplace"
  fi
}

# in_mode MODE FOLDER SCRIPT: one process of the fixture.
in_mode() {
  (cd "$2" && exec nice timeout --kill-after=5 "$limit" "${as_user[@]}" \
    env -i PATH="$PATH" HOME="$2" LANG=C SEALED_SUITE_MODE="$1" "$workplace/testfixture" "$3" 2>&1)
}

fresh_folder() {
  local folder=$workplace/run/$1
  "${as_user[@]}" mkdir -p "$folder"
  echo "$folder"
}

prove_mode() {
  local folder
  folder=$(fresh_folder "proof-$1")
  in_mode "$1" "$folder" "$workplace/mode-proof.tcl" ||
    { echo "the fixture does not run in mode $1" >&2 && exit 1; }
}

# run_one FILE MODE: prints "errors cases seconds failing-case..." or "cut|abort 0 seconds".
run_one() {
  local file=$1 mode=$2 folder log=$workplace/$1-$2.log status=0 start=$SECONDS summary
  folder=$(fresh_folder "$file-$mode")
  in_mode "$mode" "$folder" "$workplace/test/$file.test" >"$log" || status=$?
  rm -rf "$folder"
  summary=$(grep -aE '^[0-9]+ errors out of [0-9]+ tests' "$log" | tail -1 || true)
  if ((status == 124 || status == 137)); then
    echo "cut 0 $((SECONDS - start))"
  elif [[ -z $summary ]]; then
    echo "abort 0 $((SECONDS - start))"
  else
    # shellcheck disable=SC2086
    set -- $summary
    echo "$1 $5 $((SECONDS - start))" \
      "$(sed -nE 's/^!?Failures on these tests: //p' "$log" | tr '\n' ' ')"
  fi
}

# explained FILE MODE CASE: whether explained.txt has a line "FILE PATTERN REASON" for it, or
# plain SQLite fails there too.
explained() {
  local file pattern _
  [[ $2 != plain ]] && grep -qxF -- "$3" "$workplace/$1.plain" 2>/dev/null && return 0
  while read -r file pattern _; do
    # shellcheck disable=SC2053
    [[ $1 == $file && $3 == $pattern ]] && return 0
  done < <(grep -vE '^(#|$)' "$parts/explained.txt")
  return 1
}

# judge FILE MODE RESULT...: prints one line of the table; 1 when something is unexplained.
judge() {
  local file=$1 mode=$2 errors=$3 cases=$4 seconds=$5 known=0 unknown=() case
  shift 5
  if [[ $errors == cut || $errors == abort ]]; then
    set -- "$errors"
  elif ((errors > 0 && $# == 0)); then
    set -- "$errors-unnamed-failures"
  fi
  if [[ $mode == plain ]]; then printf '%s\n' "$@" >"$workplace/$file.plain"; fi
  for case in "$@"; do
    if explained "$file" "$mode" "$case"; then known=$((known + 1)); else unknown+=("$case"); fi
  done
  printf '%-18s %-8s %8s %9s %10s %6s  %s\n' "$file" "$mode" "$errors" "$cases" "$known" \
    "$seconds" "${unknown[*]:0:12}"
  ((${#unknown[@]} == 0))
}

# run_file FILE: every mode in turn.
run_file() {
  local mode result
  for mode in ${modes//,/ }; do
    result=$(run_one "$1" "$mode")
    # shellcheck disable=SC2086
    judge "$1" "$mode" $result || { [[ $mode != sealed ]] || touch "$workplace/unexplained"; }
  done
}

run_all() {
  local file
  printf 'SQLite %s, page size %s, %s\n' "$(cat "$source_tree/VERSION")" "$page_size" "$(date +%F)"
  printf '%-18s %-8s %8s %9s %10s %6s  %s\n' file mode errors cases explained s unexplained
  for file in "${files[@]}"; do
    while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
    run_file "$file" &
  done
  wait
  if [[ -e $workplace/unexplained ]]; then
    echo "FAILED: the sealed run has failures that nothing explains"
    return 1
  fi
  echo "passed"
}
