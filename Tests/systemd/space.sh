# A full disk leaves it running and degraded; when there is space again the files are written.
mkdir -p /srv/small
mount -t tmpfs -o size=1m,mode=0755 tmpfs /srv/small
serve_project /srv/small/shop
echo 'CREATE TABLE tags (id int PRIMARY KEY);' > /srv/small/002_tags.sql
dd if=/dev/zero of=/srv/small/filler bs=1k 2> /dev/null
mv /srv/small/002_tags.sql /srv/small/shop/migrations/
is_degraded() { modelgend status shop | grep -q degraded; }
await 20 is_degraded || fail "a full disk is not said"
modelgend status shop | grep -qi 'space' || fail "it does not say that the disk is full"
[ "$(state_of)" = active ] || fail "a full disk ended it"
[ "$(restarts)" = 0 ] || fail "a full disk made it start anew"
! [ -s /srv/small/shop/app/Models/Base/Tag.php ] || fail "the disk is not full"
rm /srv/small/filler
await 90 has_model /srv/small/shop Tag || fail "no model when there is space again"
recovered() { ! is_degraded; }
await 20 recovered || fail "still degraded with space again"
systemctl stop modelgend.service 2> /dev/null
umount /srv/small
clean_up
