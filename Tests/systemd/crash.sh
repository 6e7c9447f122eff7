# A daemon that cannot live ends in failed, with a line that says so, and can be started again.
serve_project /srv/shop
drop_in=/etc/systemd/system/modelgend.service.d/60-crash.conf
printf '[Service]\nExecPaths=/\nExecStart=\nExecStart=/bin/sh -c "kill -SEGV $$$$"\n' > "$drop_in"
systemctl daemon-reload
systemctl restart modelgend.service 2> /dev/null
is_failed() { [ "$(state_of)" = failed ]; }
await 60 is_failed || fail "a crash loop goes on for ever: $(state_of)"
journalctl -u modelgend --no-pager | grep -q 'Start request repeated too quickly' ||
  fail "no line about the crash loop"
modelgend status > /tmp/status 2>&1 && fail "something answers"
grep -q 'systemctl start modelgend' /tmp/status || fail "status does not say what to do"
rm "$drop_in"
systemctl daemon-reload
systemctl reset-failed modelgend.service modelgend.socket modelgend-status.socket
systemctl start modelgend.socket modelgend-status.socket modelgend.service || fail "no start afterwards"
await 20 answers || fail "it does not answer after the crash loop"

# A wrong configuration does not loop at all.
echo 'not = [toml' > /etc/modelgend/modelgend.toml
systemctl restart modelgend.service 2> /dev/null
await 20 is_failed || fail "a wrong configuration does not end it"
[ "$(systemctl show -P ExecMainStatus modelgend.service)" = 78 ] || fail "not 78"
journalctl -u modelgend --no-pager | grep -q '/etc/modelgend/modelgend.toml:1:' || fail "no place"
clean_up
