# Sourced by the scripts of this folder: parts with their times, installs, daemons that are stopped again, counted checks.
# State stands in $CARE_CI_WORK and nowhere else. Every function may be called twice.

CARE_CI_WORK=${CARE_CI_WORK:-/tmp/care-ci}
CARE_REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CARE_SCHEMAS=${CARE_SCHEMAS:-$CARE_REPO/../shared/schemas}
CARE_ARTIFACTS=${CARE_ARTIFACTS:-$CARE_REPO/artifacts}
NODE22_VERSION=22.23.3        # 24.19 and later abort with better-sqlite3 (nodejs/node#65446)
NPM_VERSION=11.19.1           # Debian's own npm compiles addons against Debian's Node, whatever Node runs it
export CARE_CI_WORK CARE_REPO CARE_SCHEMAS CARE_ARTIFACTS

mkdir -p "$CARE_CI_WORK/run"
chmod 755 "$CARE_CI_WORK"     # PostgreSQL refuses to run as root, so another user must be able to walk in

say()  { printf '%s\n' "$*"; }
die()  { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# part NAME command...: runs it and prints how long it took; under `set -e` the first failure ends the script.
part() {
  local name=$1 start=$SECONDS; shift
  say "== $name ..."
  "$@"
  say "== $name: $((SECONDS - start)) s"
}

# ---- installing ------------------------------------------------------------------------------------------------

# need_apt package...: installs those that are missing. A freshly installed server is not started by the package.
need_apt() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  [ "$(id -u)" -eq 0 ] || die "these Debian packages are missing: ${missing[*]}"
  ( flock 9; install_apt "${missing[@]}" ) 9>"$CARE_CI_WORK/apt.lock"
}

install_apt() {
  local policy=/usr/sbin/policy-rc.d mine=no log="$CARE_CI_WORK/run/apt.log" failed=0
  if [ ! -e "$CARE_CI_WORK/apt-updated" ]; then
    apt-get update -qq >>"$log" 2>&1 || say "apt-get update had errors, see $log"
    touch "$CARE_CI_WORK/apt-updated"
  fi
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod 755 "$policy"; mine=yes; fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 || failed=1
  [ "$mine" = no ] || rm -f "$policy"
  [ "$failed" = 0 ] || { tail -20 "$log" >&2; die "apt-get install $* failed"; }
}

# need_node22: Node 22 and its npm, both from npm, stand first in PATH; addons are compiled against this Node's headers.
need_node22() {
  local arch dir
  case $(uname -m) in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; *) die "no Node 22 for $(uname -m)" ;; esac
  have npm || need_apt nodejs npm
  dir="$CARE_CI_WORK/node22"
  ( flock 9
    if [ "$(cat "$dir/.installed" 2>/dev/null)" != "$NODE22_VERSION $NPM_VERSION" ]; then
      rm -rf "$dir"; mkdir -p "$dir"; printf '{"private":true}' >"$dir/package.json"
      quietly node22-install npm --prefix "$dir" install --no-audit --no-fund "node-linux-$arch@$NODE22_VERSION" "npm@$NPM_VERSION"
      printf '%s' "$NODE22_VERSION $NPM_VERSION" >"$dir/.installed"
    fi ) 9>"$CARE_CI_WORK/node22.lock"
  NODE22="$dir/node_modules/node-linux-$arch"
  export NODE22 npm_config_nodedir="$NODE22" PATH="$NODE22/bin:$dir/node_modules/.bin:$PATH"
}

# need_npm SOURCE TARGET: installs SOURCE/package.json and its lock file into TARGET, unless they are already there.
need_npm() {
  local from=$1 to=$2 want
  want=$(cat "$from/package.json" "$from/package-lock.json" | sha256sum)
  ( flock 9
    [ "$(cat "$to/.installed" 2>/dev/null)" = "$want" ] && exit 0
    mkdir -p "$to"; rm -rf "$to/.installed" "$to/node_modules"
    cp "$from/package.json" "$from/package-lock.json" "$to/"
    quietly "npm-$(basename "$to")" npm --prefix "$to" ci --no-audit --no-fund
    printf '%s' "$want" >"$to/.installed" ) 9>"$to.lock"
}

# quietly NAME command...: output goes to a log, and is shown only when the command fails.
quietly() {
  local log="$CARE_CI_WORK/run/$1.log"; shift
  "$@" >"$log" 2>&1 || { tail -40 "$log" >&2; die "$* failed, see $log"; }
}

# ---- ports and waiting -----------------------------------------------------------------------------------------

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port FROM: the first port from there on that nobody listens on.
free_port() {
  local port=$1
  while port_taken "$port"; do port=$((port + 1)); done
  printf '%s' "$port"
}

# need_ports port...: stops with a plain sentence when somebody else has one.
need_ports() {
  local port
  for port in "$@"; do ! port_taken "$port" || die "port $port is in use by another program"; done
}

# wait_until SECONDS WHAT command...: asks five times a second.
wait_until() {
  local until=$((SECONDS + $1)) what=$2; shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || die "$what did not come up in time"
    sleep 0.2
  done
}

# wait_http URL SECONDS
wait_http() { wait_until "$2" "$1" curl -fsS -o /dev/null --max-time 2 "$1"; }

# ---- daemons ---------------------------------------------------------------------------------------------------

# daemon NAME command...: starts it in its own process group; its log and pid stand in $CARE_CI_WORK/run. fds 8 and 9
# are closed so that it never holds one of our locks.
daemon() {
  local name=$1; shift
  setsid "$@" </dev/null >"$CARE_CI_WORK/run/$name.log" 2>&1 8>&- 9>&- &
  printf '%s' "$!" >"$CARE_CI_WORK/run/$name.pid"
}

daemon_alive() { local pid; pid=$(cat "$CARE_CI_WORK/run/$1.pid" 2>/dev/null) && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; }

# stop_daemon NAME [signal]: ends its process group, by force after ten seconds. Nothing happens where nothing runs.
stop_daemon() {
  local file="$CARE_CI_WORK/run/$1.pid" signal=${2:-TERM} pid tries=50
  pid=$(cat "$file" 2>/dev/null) || return 0
  rm -f "$file"
  [ -n "$pid" ] && kill -s "$signal" -- "-$pid" 2>/dev/null || return 0
  while kill -0 -- "-$pid" 2>/dev/null; do
    tries=$((tries - 1)); [ "$tries" -gt 0 ] || { kill -KILL -- "-$pid" 2>/dev/null || true; return 0; }
    sleep 0.2
  done
}

# on_exit 'command': runs it when the script ends, however it ends; the last one given runs first.
CARE_ON_EXIT=()
on_exit() { CARE_ON_EXIT+=("$1"); trap run_on_exit EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; }
run_on_exit() {
  local status=$? i
  trap - EXIT
  for ((i = ${#CARE_ON_EXIT[@]} - 1; i >= 0; i--)); do eval "${CARE_ON_EXIT[$i]}" || true; done
  exit "$status"
}

# ---- counted checks --------------------------------------------------------------------------------------------

CARE_COUNTS=${CARE_COUNTS:-$CARE_CI_WORK/run/counts}
export CARE_COUNTS

# counted PASSED FAILED: adds to the sum that .ci/run prints last.
counted() { printf '%s %s\n' "$1" "$2" >>"$CARE_COUNTS"; }

# check SENTENCE command...: one counted check; a failure ends the script. Inside a function given as the command `set -e` does
# not hold (bash ignores it there), so its steps are joined by &&.
check() {
  local sentence=$1; shift
  if "$@"; then say "  ok      $sentence"; counted 1 0; else say "  FAILED  $sentence"; counted 0 1; return 1; fi
}

# dotnet_tests NAME FILTER: runs the tests that fit, and counts them. None at all is a failure, and so is a skipped one in CI,
# where everything a test may ask for is there.
dotnet_tests() {
  local name=$1 filter=$2 trx="$CARE_CI_WORK/run/$1.trx" status=0 passed failed skipped
  rm -f "$trx"
  dotnet test "$CARE_REPO/Bot.Tests" --no-build --filter "$filter" \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$trx" || status=$?
  [ -s "$trx" ] || { say "  $name: no result"; counted 0 1; return 1; }
  passed=$(outcomes "$trx" Passed) skipped=$(outcomes "$trx" NotExecuted)
  failed=$(outcomes "$trx" Failed)
  [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
  if [ "$skipped" -gt 0 ] && [ -n "${CI:-}" ]; then
    say "  $name: $skipped skipped, which CI does not allow:"
    grep -o '<UnitTestResult [^>]*outcome="NotExecuted"[^>]*' "$trx" | grep -o 'testName="[^"]*"' | sed 's/^/    /'
    failed=$((failed + skipped))
  fi
  [ $((passed + failed + skipped)) -gt 0 ] || { say "  $name: no test fits $filter"; failed=1; }
  say "  $name: $passed passed, $failed failed, $skipped skipped"
  counted "$passed" "$failed"
  [ "$failed" -eq 0 ]
}

outcomes() { grep -o '<UnitTestResult [^>]*' "$1" | grep -c "outcome=\"$2\"" || true; }
