# Third way to live: a user's own unit, with its socket in %t.
person_dev
user_manager() {
  XDG_RUNTIME_DIR=/run/user/$dev as dev systemctl --user is-system-running 2> /dev/null |
    grep -Eq 'running|degraded'
}
# Without logind nobody makes the runtime folder.
if ! systemctl start "user-runtime-dir@$dev.service" 2> /dev/null; then
  install -d -m 0700 -o dev -g dev "/run/user/$dev"
fi
if systemctl start "user@$dev.service" 2> /dev/null && await 20 user_manager; then
  new_project /home/dev/shop dev
  as dev mkdir -p /home/dev/.config/modelgend
  printf '[[project]]\nroot = "/home/dev/shop"\n' > /home/dev/.config/modelgend/modelgend.toml
  own() { XDG_RUNTIME_DIR=/run/user/$dev as dev "$@"; }
  own systemctl --user daemon-reload
  own systemctl --user enable -q --now modelgend.socket modelgend.service || fail "the user unit"
  lives_together /home/dev/shop
  [ -S "/run/user/$dev/modelgend/control.sock" ] || fail "no socket in the runtime folder"
  own modelgend sync shop > /dev/null || fail "dev cannot ask the own daemon"
  own systemctl --user reload modelgend.service || fail "reload of the user unit"
  own systemctl --user kill -s KILL modelgend.service
  await 10 own modelgend sync shop > /dev/null || fail "the user unit does not come back"

  # The same in the sandbox of the drop-in, where an ordinary user may have one.
  hardened=/home/dev/.config/systemd/user/modelgend.service.d
  as dev mkdir -p "$hardened"
  as dev cp /usr/share/doc/modelgend/examples/user-hardened.conf "$hardened/hardened.conf" ||
    fail "the package has no user-hardened.conf"
  # A program that is not static has its libraries in places that the drop-in leaves alone.
  own systemctl --user stop modelgend.service modelgend.socket
  rm -rf /home/dev/shop
  new_project /home/dev/shop dev
  own systemctl --user daemon-reload
  if own systemctl --user start modelgend.socket modelgend.service; then
    lives_together /home/dev/shop
    own modelgend sync shop > /dev/null || fail "dev cannot ask the daemon in its sandbox"
    pid=$(own systemctl --user show -P MainPID modelgend.service)
    [ "$(readlink "/proc/$pid/ns/mnt")" != "$(readlink /proc/self/ns/mnt)" ] ||
      fail "the drop-in makes no sandbox"
    ! nsenter -t "$pid" -m -U --preserve-credentials touch /usr/share/written 2> /dev/null ||
      fail "the sandbox of the user unit lets /usr be written"
    level=$(own systemd-analyze --user security --no-pager modelgend.service |
      sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p')
    case $level in 0.[0-7]) ;; *) fail "the exposure of the hardened user unit is $level" ;; esac
    echo "  exposure of the hardened user unit: $level"
  else
    echo "  hardened user unit: skipped: no user namespaces for ordinary users here"
  fi
  as dev rm -r "$hardened"
  own systemctl --user disable -q --now modelgend.service modelgend.socket
  systemctl stop "user@$dev.service"
else
  echo "  user unit: skipped: no user manager can be started here"
fi
rm -rf /home/dev/shop
