#!/bin/bash
# Inside: the shared service from its start to its end.
set -u
folder=$1
fail() { echo "failed: $*" >&2; journalctl -u modelgend --no-pager | tail -20 >&2; exit 1; }
await() { # await SECONDS COMMAND...
  local end=$((SECONDS + $1)); shift
  until "$@"; do [ "$SECONDS" -lt "$end" ] || return 1; sleep 0.1; done
}

cp "$folder/modelgend" /usr/bin/modelgend
cp "$folder"/units/modelgend.service "$folder"/units/*.socket /etc/systemd/system/
mkdir -p /usr/lib/systemd/catalog && cp "$folder/units/modelgend.catalog" /usr/lib/systemd/catalog/
journalctl --update-catalog
systemd-sysusers "$folder/units/modelgend.sysusers"

mkdir -p /srv/shop/migrations /etc/modelgend /etc/systemd/system/modelgend.service.d
printf '[project]\nmigrations = ["migrations"]\ndialect = "postgres"\nconvention = "plain"\n' \
  > /srv/shop/modelgend.toml
echo 'CREATE TABLE users (id int PRIMARY KEY);' > /srv/shop/migrations/001_users.sql
chgrp -R modelgend /srv/shop && chmod -R g+w /srv/shop
printf '[[project]]\nroot = "/srv/shop"\n' > /etc/modelgend/modelgend.toml
{ echo '[Service]'; echo 'ReadWritePaths=-/srv'; echo 'WatchdogSec=3s'
  while read -r path; do echo "ExecPaths=${path%/lib/swift/linux}"; done < "$folder/libraries"
} > /etc/systemd/system/modelgend.service.d/50-shop.conf
systemctl daemon-reload

systemctl start modelgend.socket modelgend-status.socket modelgend.service || fail "start"
[ "$(systemctl show -P StatusText modelgend.service)" != "" ] || fail "no status text"
await 10 test -e /srv/shop/app/Models/Base/User.php || fail "no model after the start"
echo 'CREATE TABLE tags (id int PRIMARY KEY);' > /srv/shop/migrations/002_tags.sql
await 10 test -e /srv/shop/app/Models/Base/Tag.php || fail "no model after a migration"
modelgend sync shop || fail "sync"

journalctl -u modelgend PROJECT=shop MESSAGE_ID=3fa7c25e180b4d96a5e2714c9f08db61 -o json --no-pager \
  | grep -q '"RUN_ID"' || fail "no fields in the journal"
journalctl -u modelgend -x --no-pager | grep -q 'Subject' || fail "no catalog"

systemctl reload modelgend.service || fail "reload"
echo 'not = [toml' >> /etc/modelgend/modelgend.toml
if systemctl reload modelgend.service 2> /dev/null; then fail "a wrong configuration was taken"; fi
modelgend status > /dev/null || fail "it does not answer after a refused reload"
printf '[[project]]\nroot = "/srv/shop"\n' > /etc/modelgend/modelgend.toml

# The root is deleted and comes back, inside the sandbox.
mv /srv/shop /srv/kept && sleep 0.5 && cp -a /srv/kept /srv/shop
echo 'CREATE TABLE notes (id int PRIMARY KEY);' > /srv/shop/migrations/003_notes.sql
await 10 test -e /srv/shop/app/Models/Base/Note.php || fail "the root that returned is not seen"

# Sockets of systemd: nobody is refused while it is killed and comes back.
systemctl kill -s KILL modelgend.service
modelgend status > /dev/null || fail "refused after kill -9"

# The watchdog ends what hangs, and systemd starts it anew.
restarts() { systemctl show -P NRestarts modelgend.service; }
before=$(restarts)
systemctl kill -s STOP modelgend.service
restarted() { [ "$(restarts)" -gt "$before" ]; }
await 40 restarted || fail "the watchdog did not end a daemon that hangs"
await 10 modelgend status > /dev/null || fail "it does not answer after the watchdog"

systemctl stop modelgend.service || fail "stop"
[ "$(systemctl show -P Result modelgend.service)" = success ] || fail "it did not end well"
echo "the service works under systemd $(systemctl --version | sed -n '1s/systemd \([0-9]*\).*/\1/p')"
