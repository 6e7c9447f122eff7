#!/bin/bash
# all.sh FOLDER [CASE...]: inside the test's systemd. Each case is a file beside this one that
# begins with a service as freshly installed and leaves it so.
set -u
# It empties /srv and the service's folders: never on a machine that is somebody's.
[ "$(cat /run/systemd/container 2> /dev/null)" = namespaces ] || { echo "all.sh: for scripts/test-systemd alone" >&2; exit 64; }
folder=$1
shift
cases=("$@")
[ ${#cases[@]} -gt 0 ] || cases=(package service way-shared way-person way-user sandbox watchdog crash space http)
[ -z "${TRACE-}" ] || set -x
. "$folder/tests/common.sh"
install_package "$folder/modelgend.deb" || fail "the package cannot be installed"
for name in "${cases[@]}"; do
  began=$SECONDS
  . "$folder/tests/$name.sh"
  echo "passed: $name ($((SECONDS - began)) s)"
done
echo "the service works under systemd $(systemctl --version | sed -n '1s/systemd \([0-9]*\).*/\1/p')"
