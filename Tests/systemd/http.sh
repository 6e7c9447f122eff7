# HTTP on loopback through a socket of systemd's: it reads, and changes nothing.
serve_project /srv/shop
systemctl stop modelgend.service 2> /dev/null
systemctl start modelgend-http.socket modelgend.service || fail "start with the socket"
page() { curl -s -m 20 -o /tmp/page -w '%{http_code}' "$@"; }
ready() { [ "$(page http://localhost:8642/v1/status)" = 200 ]; }
await 10 ready || fail "no answer over TCP: $(page http://localhost:8642/v1/status) $(cat /tmp/page)"
grep -q '"shop"' /tmp/page || fail "the page does not name the project"
[ "$(page -X POST http://localhost:8642/v1/reload)" = 403 ] || fail "a change over TCP"
[ "$(page -H 'Host: shop.example' http://localhost:8642/v1/status)" = 403 ] || fail "a foreign host"
level=$(systemd-analyze security --no-pager modelgend.service |
  sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p')
case $level in 0.[0-5]) ;; *) fail "the exposure is $level" ;; esac
systemctl kill -s KILL modelgend.service
await 10 ready || fail "no answer over TCP after kill -9"
systemctl stop modelgend-http.socket modelgend.service 2> /dev/null
clean_up
