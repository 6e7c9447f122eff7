# Second way to live: modelgend@USER.service for a person's projects.
person_dev
new_project /home/dev/shop dev
mkdir -p /etc/modelgend/dev
printf '[[project]]\nroot = "/home/dev/shop"\n' > /etc/modelgend/dev/modelgend.toml
systemctl enable -q --now modelgend@dev.socket modelgend@dev.service || fail "modelgend@dev"
lives_together /home/dev/shop
[ "$(stat -c %U /home/dev/shop/app/Models/Base/User.php)" = dev ] || fail "not dev's own file"
MODELGEND_SOCKET=/run/modelgend-dev/control.sock as dev modelgend sync shop > /dev/null ||
  fail "dev cannot ask modelgend@dev"
systemctl reload modelgend@dev.service || fail "reload of modelgend@dev"
systemctl disable -q --now modelgend@dev.service modelgend@dev.socket
rm -rf /home/dev/shop /etc/modelgend/dev
