#!/usr/bin/env bash
# Sourced by the tools: says things the same way everywhere, installs the missing Debian packages,
# and checks the compiler. It asks no question and leaves alone whatever is already there.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export ROOT

MINIMUM_SWIFT="6.2"
# shellcheck disable=SC2034  # Used by the tools that source this file.
BUILD_PACKAGES=(build-essential ca-certificates git pkg-config libsqlite3-dev libsodium-dev libzstd-dev
  libpq-dev libqrencode-dev libcrack2-dev cracklib-runtime)
# shellcheck disable=SC2034
DATA_PACKAGES=(python3)
# shellcheck disable=SC2034
TEST_PACKAGES=(python3 python3-venv shellcheck sqlite3 postgresql locales oathtool)
# shellcheck disable=SC2034
BROWSER_PACKAGES=(chromium fonts-inter poppler-utils)
# shellcheck disable=SC2034
SUITE_PACKAGES=(build-essential ca-certificates pkg-config perl tcl tcl-dev libsqlite3-dev libsodium-dev
  zlib1g-dev python3 xz-utils)
# shellcheck disable=SC2034
BENCH_PACKAGES=(python3 sqlite3 hledger time)

# One heading per step; what the commands print follows it.
say() {
  if [[ -t 1 ]]; then
    printf '\033[1m▸ %s\033[0m\n' "$*"
  else
    printf '▸ %s\n' "$*"
  fi
}

# One clear sentence, then out. 3 is the exit code of a fault of the machine.
fail() {
  printf 'Erreur : %s\n' "$1" >&2
  exit "${2:-3}"
}

# Runs a command, keeps its output in a file, and shows the end of it only if the command fails.
quietly() {
  local title="$1" log status=0
  shift
  log="$(mktemp)"
  "$@" >"$log" 2>&1 || status=$?
  if ((status != 0)); then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "$title : la commande « $* » a échoué (code $status)."
  fi
  rm -f "$log"
}

is_installed() {
  [[ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null)" == ii* ]]
}

# install_packages PURPOSE PACKAGE… : installs those that are missing.
install_packages() {
  local purpose="$1" package missing=() as_root=()
  shift
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "Système sans apt : vérifiez vous-même la présence de $* ($purpose)."
    return 0
  fi
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]} > 0)) || return 0
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "il manque ${missing[*]} ; installez-les en administrateur, puis relancez."
    as_root=(sudo -n)
    "${as_root[@]}" true 2>/dev/null || as_root=(sudo)
  fi
  say "Installation pour $purpose : ${missing[*]}"
  quietly "Mise à jour de la liste des paquets" \
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
  quietly "Installation des paquets" \
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# The compiler is not a Debian package: say where to find it rather than guess.
check_swift() {
  local version
  command -v swift >/dev/null ||
    fail "Swift est introuvable ; installez Swift $MINIMUM_SWIFT ou plus récent (https://www.swift.org/install/linux)."
  version="$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)*).*/\1/p' | head -n 1)"
  if [[ "$(printf '%s\n%s\n' "$MINIMUM_SWIFT" "${version:-0}" | sort -V | head -n 1)" != "$MINIMUM_SWIFT" ]]; then
    fail "Swift ${version:-inconnu} est trop ancien ; il faut Swift $MINIMUM_SWIFT ou plus récent."
  fi
}

# The browser that Debian provides; nothing is downloaded for it.
find_browser() {
  local name
  for name in "${FMPRO_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [[ -n "$name" ]] && command -v "$name" >/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

# python_environment : a private Python with the browser tests' libraries, made once under .build/.
python_environment() {
  local folder="$ROOT/.build/python" list="$ROOT/Tests/BrowserTests/requirements.txt"
  if ! cmp -s "$list" "$folder/requirements.installed"; then
    say "Préparation de l'environnement Python des tests (une seule fois)"
    quietly "Création de l'environnement Python" python3 -m venv "$folder"
    quietly "Installation des bibliothèques de test" \
      "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$list"
    cp "$list" "$folder/requirements.installed"
  fi
  PYTHON="$folder/bin/python3"
  export PYTHON
}
