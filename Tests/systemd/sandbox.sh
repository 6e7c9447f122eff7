# What the sandbox allows, and what it says where it does not.
systemd-analyze verify --man=no modelgend.service modelgend.socket modelgend-status.socket \
  modelgend-http.socket modelgend@dev.service modelgend@dev.socket > /tmp/verify 2>&1 ||
  fail "verify: $(cat /tmp/verify)"
! grep -q modelgend /tmp/verify || fail "verify: $(cat /tmp/verify)"
exposure() {
  systemd-analyze security --no-pager --offline=no "$1" |
    sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p'
}
for unit in modelgend.service modelgend@dev.service; do
  level=$(exposure "$unit")
  case $level in 0.[0-5]) ;; *) fail "the exposure of $unit is $level" ;; esac
  echo "  exposure of $unit: $level"
done

# A deploy swaps a link; the drop-in names the folder that holds it.
mkdir -p /srv/site/releases
new_project /srv/site/releases/1
ln -s releases/1 /srv/site/current
modelgend project add /srv/site/current --id site --grant > /tmp/add.log 2>&1 ||
  fail "add: $(cat /tmp/add.log)"
grep -q '^ReadWritePaths=-/srv/site$' /etc/systemd/system/modelgend.service.d/50-site.conf ||
  fail "the drop-in names another folder: $(cat /etc/systemd/system/modelgend.service.d/50-site.conf)"
systemctl daemon-reload && systemctl restart modelgend.service || fail "restart after the grant"
await 20 has_model /srv/site/current User || fail "no model behind the link"
cp -a /srv/site/releases/1 /srv/site/releases/2
rm -rf /srv/site/releases/2/app/Models/Base/*
migrate /srv/site/releases/2 002 tags
ln -sfn releases/2 /srv/site/current
await 20 has_model /srv/site/releases/2 Tag || fail "the swap of the link is not seen"
! has_model /srv/site/releases/1 Tag || fail "it wrote into the release before"
clean_up

# Where it may not write it says which drop-in is missing, and goes on.
new_project /opt/other
setfacl -R -m u:modelgend:rwX -m d:u:modelgend:rwX /opt/other
modelgend project add /opt/other > /dev/null || fail "add without a grant"
says_drop_in() { modelgend status other | tr -s ' \n' ' ' | grep -q 'drop-in (ReadWritePaths=)'; }
await 20 says_drop_in || fail "no message about the drop-in: $(modelgend status other)"
modelgend status other | grep -q 'degraded' || fail "not degraded"
journalctl -u modelgend PROJECT=other -x --no-pager | grep -q 'ReadWritePaths=' ||
  fail "the journal does not say what to do"
! has_model /opt/other User || fail "it wrote outside of what was granted"
modelgend project remove other > /dev/null || fail "remove"
rm -rf /opt/other
clean_up
