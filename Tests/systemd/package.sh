# Installing, upgrading, removing and purging the package.
getent passwd modelgend > /dev/null || fail "no user modelgend"
getent group modelgend > /dev/null || fail "no group modelgend"
for unit in modelgend.service modelgend.socket modelgend-status.socket; do
  [ "$(systemctl is-enabled "$unit")" = enabled ] || fail "$unit is not enabled"
  await 10 systemctl -q is-active "$unit" || fail "$unit does not run after the installation"
done
[ "$(systemctl is-enabled modelgend@.service)" = disabled ] || fail "an instance is enabled"
[ "$(systemctl is-enabled modelgend-http.socket)" = disabled ] || fail "HTTP is enabled"
[ "$(stat -c '%a %U:%G' /run/modelgend/control.sock)" = '660 root:modelgend' ] || fail "control.sock"
[ "$(stat -c %a /run/modelgend/status.sock)" = 666 ] || fail "status.sock"
for page in man1/modelgend.1 man5/modelgend.toml.5 man8/modelgend.8; do
  [ -e "/usr/share/man/$page.gz" ] || fail "no $page"
done
[ -e /usr/share/bash-completion/completions/modelgend ] || fail "no completions"
[ "$(modelgend --version)" = "$(dpkg-query -W -f '${Version}' modelgend)" ] || fail "other version"

serve_project /srv/shop
find /srv/shop -type f -exec sha256sum {} + | sort -k2 > /tmp/before
same_files() { find /srv/shop -type f -exec sha256sum {} + | sort -k2 | cmp -s - /tmp/before; }

# The same package with a higher version.
mkdir /tmp/unpacked
dpkg-deb -R "$folder/modelgend.deb" /tmp/unpacked
sed -i 's/^Version: .*/&+next/' /tmp/unpacked/DEBIAN/control
dpkg-deb -Znone -b /tmp/unpacked /tmp/next.deb > /dev/null
rm -rf /tmp/unpacked
before=$(main_process)
install_package /tmp/next.deb || fail "the upgrade"
case $(dpkg-query -W -f '${Version}' modelgend) in *+next) ;; *) fail "not upgraded" ;; esac
running_anew() { systemctl -q is-active modelgend.service && [ "$(main_process)" != "$before" ]; }
await 20 running_anew || fail "the upgrade did not start the service anew"
grep -q /srv/shop /etc/modelgend/modelgend.toml || fail "the upgrade changed the configuration"
await 10 answers || fail "it does not answer after the upgrade"
modelgend sync shop > /dev/null || fail "sync after the upgrade"
same_files || fail "the upgrade touched the project"

# Removing keeps configuration and state; what a person has is never touched.
[ -n "$(ls -A /var/lib/modelgend /var/cache/modelgend)" ] || fail "nothing is kept at all"
dpkg -r modelgend > /tmp/dpkg.log 2>&1 || fail "remove: $(tail -3 /tmp/dpkg.log)"
! systemctl -q is-active modelgend.service || fail "it runs after the removal"
! systemctl -q is-active modelgend.socket || fail "its socket listens after the removal"
[ ! -e /usr/bin/modelgend ] || fail "the program is still there"
[ -e /etc/modelgend/modelgend.toml ] || fail "the configuration went with the removal"
[ -d /var/lib/modelgend ] && [ -d /var/cache/modelgend ] || fail "the state went with the removal"
same_files || fail "the removal touched the project"

install_package "$folder/modelgend.deb" || fail "installing again"
await 20 answers || fail "it does not answer after it was installed again"
grep -q /srv/shop /etc/modelgend/modelgend.toml || fail "the configuration was lost"

cat > /etc/systemd/system/modelgend.service.d/50-shop.conf << 'END'
# Written by "modelgend project add": lets the service write shop.
[Service]
ReadWritePaths=-/srv/shop
END
dpkg -P modelgend > /tmp/dpkg.log 2>&1 || fail "purge: $(tail -3 /tmp/dpkg.log)"
for path in /etc/modelgend/modelgend.toml /var/lib/modelgend /var/cache/modelgend /run/modelgend \
  /etc/systemd/system/multi-user.target.wants/modelgend.service \
  /etc/systemd/system/sockets.target.wants/modelgend.socket \
  /etc/systemd/system/modelgend.service.d/50-shop.conf; do
  [ ! -e "$path" ] || fail "$path is left after the purge"
done
[ -e /etc/systemd/system/modelgend.service.d/05-test.conf ] || fail "a drop-in of somebody's went"
same_files || fail "the purge touched the project"

install_package "$folder/modelgend.deb" || fail "installing after a purge"
clean_up
