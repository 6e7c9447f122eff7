# The shared service from its start to its end.
serve_project /srv/shop
[ "$(systemctl show -P StatusText modelgend.service)" != "" ] || fail "no status text"
migrate /srv/shop 002 tags
await 10 has_model /srv/shop Tag || fail "no model after a migration"
modelgend sync shop > /dev/null || fail "sync"

journalctl -u modelgend PROJECT=shop MESSAGE_ID=3fa7c25e180b4d96a5e2714c9f08db61 -o json --no-pager |
  grep -q '"RUN_ID"' || fail "no fields in the journal"
journalctl -u modelgend -x --no-pager | grep -q 'Subject' || fail "no catalog"

# A reload is in force when it returns, and a wrong one changes nothing.
new_project /srv/blog
chgrp -R modelgend /srv/blog && chmod -R g+w /srv/blog
printf '[[project]]\nroot = "/srv/blog"\n' >> /etc/modelgend/modelgend.toml
systemctl reload modelgend.service || fail "reload"
modelgend project list | grep -q '^blog ' || fail "the reload returned before it was in force"
await 10 has_model /srv/blog User || fail "no model of a project that a reload brought"
cp /etc/modelgend/modelgend.toml /tmp/good.toml
echo 'not = [toml' >> /etc/modelgend/modelgend.toml
if systemctl reload modelgend.service 2> /dev/null; then fail "a wrong configuration was taken"; fi
answers || fail "it does not answer after a refused reload"
cp /tmp/good.toml /etc/modelgend/modelgend.toml

# The root is deleted and comes back, inside the sandbox.
mv /srv/shop /srv/kept && sleep 0.5 && cp -a /srv/kept /srv/shop
migrate /srv/shop 003 notes
await 10 has_model /srv/shop Note || fail "the root that returned is not seen"

# Sockets of systemd: nobody is refused over restarts and kill -9.
(
  asked=0
  while [ ! -e /tmp/enough ]; do
    curl -s -m 20 -o /dev/null --unix-socket /run/modelgend/control.sock http://modelgend/v1/health ||
      echo "request $asked: curl $?"
    asked=$((asked + 1))
  done
  echo "$asked" > /tmp/asked
) > /tmp/refused 2>&1 &
asker=$!
for _ in 1 2 3; do
  sleep 0.3
  systemctl restart modelgend.service || fail "restart"
done
for _ in 1 2 3; do
  sleep 0.3
  before=$(restarts)
  systemctl kill -s KILL modelgend.service
  again() { [ "$(restarts)" -gt "$before" ] && answers; }
  await 15 again || fail "it does not come back after kill -9"
done
touch /tmp/enough
wait "$asker"
# One whose request the killed process had taken sees its connection end; nobody is refused.
if grep -v 'curl 5[26]$' /tmp/refused; then fail "a request was refused"; fi
echo "  $(cat /tmp/asked) requests over 3 restarts and 3 kill -9, none refused"

systemctl stop modelgend.service 2> /dev/null || fail "stop"
[ "$(systemctl show -P Result modelgend.service)" = success ] || fail "it did not end well"
clean_up
