# First way to live: the shared service, given the project by `project add --grant`.
person_dev
new_project /srv/shop dev
modelgend project add /srv/shop --grant > /tmp/add.log 2>&1 || fail "add: $(cat /tmp/add.log)"
grep -q '^ReadWritePaths=-/srv/shop$' /etc/systemd/system/modelgend.service.d/50-shop.conf ||
  fail "no drop-in"
getfacl -cp /srv/shop | grep -q '^user:modelgend:rwx' || fail "no access was given"
systemctl daemon-reload && systemctl restart modelgend.service || fail "restart after the grant"
lives_together /srv/shop
clean_up
