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
  own systemctl --user disable -q --now modelgend.service modelgend.socket
  systemctl stop "user@$dev.service"
else
  echo "  user unit: skipped: no user manager can be started here"
fi
rm -rf /home/dev/shop
