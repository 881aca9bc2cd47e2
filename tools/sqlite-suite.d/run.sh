# shellcheck shell=bash disable=SC2154
# Runs test files, one process and one clean folder each, keeps what each gave, and prints the table.
# Uses: parts, source_tree, fixture, modes, limit, jobs, files, again, scratch, page_size, sanitizer. Sets: workplace.

# The suite refuses to be root, and an unprivileged user may not see the scratch folder.
prepare_workplace() {
  workplace=$(mktemp -d /tmp/sqlite-suite.XXXXXX)
  as_user=()
  cp -r "$source_tree/test" "$workplace/test"
  # Some tests of extensions live beside them and are found from the tests' folder.
  cp -r "$source_tree/ext" "$workplace/ext"
  cp "$fixture" "$workplace/testfixture"
  cp "$parts/mode-proof.tcl" "$workplace/"
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
    env -i PATH="$PATH" HOME="$2" LANG=C SEALED_SUITE_MODE="$1" ASAN_OPTIONS=detect_leaks=0 \
    "$workplace/testfixture" "$3" 2>&1)
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

# results_of MODE: the folder of what was found with this very fixture in this mode. What SQLite gives alone does not
# depend on our VFS, and is kept across its changes.
results_of() {
  local made_of=("$source_tree/VERSION" "$parts"/{build.sh,suite_vfs.c,*.tcl}) key
  [[ $1 == plain || $1 == reserve ]] || made_of+=("$project"/Sources/CSealedVFS/{,include/}*.[ch])
  key=$(cat "${made_of[@]}" | sha256sum | cut -c1-16)
  echo "$scratch/results/$page_size${sanitizer:+-$sanitizer}/$1-$key"
}

# run_one FILE MODE: prints "errors cases seconds failing-case..." or "cut|abort 0 seconds". A result that was kept is
# not run again, unless it was cut by a shorter limit. Beside it, FILE.failures holds what each failing case expected
# and got.
run_one() {
  local file=$1 mode=$2 kept log=$workplace/$1-$2.log found
  kept=$(results_of "$mode")/$file
  if [[ -s $kept && -z $again ]]; then
    found=$(<"$kept")
    if [[ $found != cut* ]] || (($(cut -d' ' -f3 <<<"$found") >= limit)); then
      echo "$found"
      return
    fi
  fi
  mkdir -p "${kept%/*}"
  found=$(run_process "$file" "$mode" "$log")
  grep -aE -A1 '^! |AddressSanitizer|^Error' "$log" >"$kept.failures" || rm -f "$kept.failures"
  echo "$found" >"$kept.new" && mv "$kept.new" "$kept"
  echo "$found"
}

run_process() {
  local file=$1 mode=$2 log=$3 folder status=0 start=$SECONDS summary
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

# control_fails FILE MODE CASE: whether the case fails in a mode where our VFS has no part.
control_fails() {
  local list=$workplace/$1.$2 result
  if [[ ! -f $list ]]; then
    result=$(run_one "$1" "$2")
    # shellcheck disable=SC2086
    note_failures "$1" "$2" $result
  fi
  grep -qxF -- "$3" "$list"
}

# note_failures FILE MODE RESULT...: what failed, one case a line.
note_failures() {
  local list=$workplace/$1.$2 errors=$3
  shift 5
  [[ $errors != cut && $errors != abort ]] || set -- "$errors"
  printf '%s\n' "$@" >"$list"
}

# explained FILE MODE CASE: whether a control fails there too, or explained.txt has a line "FILE PATTERN REASON" for it.
explained() {
  local file pattern _
  while read -r file pattern _; do
    # shellcheck disable=SC2053
    [[ $1 == $file && $3 == $pattern ]] && return 0
  done < <(grep -vE '^(#|$)' "$parts/explained.txt")
  case $2 in
    plain) return 1 ;;
    reserve) control_fails "$1" plain "$3" ;;
    *) control_fails "$1" reserve "$3" ;;
  esac
}

# idle_explanations FILE CASE...: the lines of explained.txt for this file that explain none of the cases.
idle_explanations() {
  local name=$1 file pattern case
  shift
  while read -r file pattern _; do
    # shellcheck disable=SC2053
    [[ $name == $file ]] || continue
    for case in "$@"; do
      # shellcheck disable=SC2053
      [[ $case == $pattern ]] && continue 2
    done
    echo "explained, but passes: $file $pattern"
  done < <(grep -vE '^(#|$)' "$parts/explained.txt")
}

# judge FILE MODE RESULT...: prints one line of the table; 1 when something is unexplained.
judge() {
  local file=$1 mode=$2 errors=$3 cases=$4 seconds=$5 known=0 unknown=() case
  note_failures "$@"
  shift 5
  if [[ $errors == cut || $errors == abort ]]; then
    set -- "$errors"
  elif ((errors > 0 && $# == 0)); then
    set -- "$errors-unnamed-failures"
  fi
  for case in "$@"; do
    if explained "$file" "$mode" "$case"; then known=$((known + 1)); else unknown+=("$case"); fi
  done
  printf '%-18s %-8s %8s %9s %10s %6s  %s\n' "$file" "$mode" "$errors" "$cases" "$known" \
    "$seconds" "${unknown[*]:0:12}"
  [[ $mode != sealed ]] || idle_explanations "$file" "$@"
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
